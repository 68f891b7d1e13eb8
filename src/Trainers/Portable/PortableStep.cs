namespace MLNetGradExt.Portable;

/// <summary>What one layer does to rows of numbers; holds nothing that changes, so any number of threads may run it.</summary>
internal abstract class PortableStep(int inputSize, int outputSize)
{
    /// <summary>Numbers of a row that arrives.</summary>
    public int InputSize => inputSize;

    /// <summary>Numbers of a row that leaves.</summary>
    public int OutputSize => outputSize;

    /// <summary>Computes some rows.</summary>
    /// <param name="input">[rows, input size].</param>
    /// <param name="output">[rows, output size]; never the same memory as the input.</param>
    /// <param name="rows">How many.</param>
    public abstract void Run(ReadOnlySpan<float> input, Span<float> output, int rows);
}
