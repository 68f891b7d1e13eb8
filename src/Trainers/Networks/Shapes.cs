namespace MLNetGradExt.Networks;

/// <summary>Arithmetic on shapes.</summary>
internal static class Shapes
{
    public static long Elements(ValueList<long> shape)
    {
        long elements = 1;
        foreach (var size in shape) elements *= size;
        return elements;
    }

    /// <summary>The length that a sliding window of this kernel leaves.</summary>
    public static long Slide(long length, int kernel, int stride, int padding) => (length + 2 * padding - kernel) / stride + 1;
}
