namespace Microsoft.ML.Transforms;

/// <summary>What counts as a missing value: NaN, empty text, and key 0.</summary>
internal static class Missing
{
    /// <summary>A test for missing values of a raw type; always false for types that have none.</summary>
    public static Func<T, bool> Test<T>(bool isKey = false)
    {
        object test = default(T) switch
        {
            float => (Func<float, bool>)float.IsNaN,
            double => (Func<double, bool>)double.IsNaN,
            ReadOnlyMemory<char> => (Func<ReadOnlyMemory<char>, bool>)(text => text.IsEmpty),
            byte when isKey => (Func<byte, bool>)(key => key == 0),
            ushort when isKey => (Func<ushort, bool>)(key => key == 0),
            uint when isKey => (Func<uint, bool>)(key => key == 0),
            ulong when isKey => (Func<ulong, bool>)(key => key == 0),
            _ => (Func<T, bool>)(_ => false),
        };
        return (Func<T, bool>)test;
    }
}
