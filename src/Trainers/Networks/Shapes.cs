namespace MLNetGradExt.Networks;

/// <summary>Arithmetic on shapes.</summary>
internal static class Shapes
{
    /// <exception cref="ArgumentException">They are more than can be counted, which no real shape has.</exception>
    public static long Elements(ValueList<long> shape)
    {
        long elements = 1;
        foreach (var size in shape) elements = Math.BigMul(elements, size, out var low) == low >> 63 ? low : throw new ArgumentException($"A row of shape {shape} has more values than can be counted.");
        return elements;
    }

    /// <summary>The length that a sliding window of this kernel leaves.</summary>
    public static long Slide(long length, int kernel, int stride, int padding) => (length + 2L * padding - kernel) / stride + 1;
}
