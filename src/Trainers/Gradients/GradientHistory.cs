namespace MLNetGradExt.Gradients;

/// <summary>What one <see cref="Monitor"/> recorded over a run.</summary>
/// <param name="Tensors">The parameters' names, in the order of the numbers in each record.</param>
/// <param name="Records">The records in order of their steps.</param>
public sealed record GradientHistory(ValueList<string> Tensors, ValueList<GradientRecord> Records)
{
    /// <summary>One parameter's gradient norm over its own norm, step by step; a parameter that is zero is left out.</summary>
    public IReadOnlyList<(long Step, double Relative)> Relative(string tensor)
    {
        var index = Tensors.ToList().IndexOf(tensor);
        if (index < 0) throw new ArgumentException($"There is no parameter {tensor}; there are {string.Join(", ", Tensors)}.", nameof(tensor));
        return [.. Records.Where(r => r.ParameterNorms[index] > 0).Select(r => (r.Step, r.GradientNorms[index] / r.ParameterNorms[index]))];
    }
}
