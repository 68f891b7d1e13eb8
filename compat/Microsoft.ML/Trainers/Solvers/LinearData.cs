namespace Microsoft.ML.Trainers;

/// <summary>One row's features: dense where <see cref="Indices"/> is null, else sparse.</summary>
internal readonly struct FeatureRow(float[] values, int[] indices)
{
    public readonly float[] Values = values;
    public readonly int[] Indices = indices;

    public double Dot(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        if (Indices is null)
        {
            for (var i = 0; i < Values.Length; i++)
                sum += weights[i] * Values[i];
        }
        else
        {
            for (var k = 0; k < Values.Length; k++)
                sum += weights[Indices[k]] * Values[k];
        }
        return sum;
    }

    public void AddTo(Span<double> weights, double factor)
    {
        if (Indices is null)
        {
            for (var i = 0; i < Values.Length; i++)
                weights[i] += factor * Values[i];
        }
        else
        {
            for (var k = 0; k < Values.Length; k++)
                weights[Indices[k]] += factor * Values[k];
        }
    }
}

/// <summary>The usable rows of a training view, read once.</summary>
internal sealed record LinearData(int Features, IReadOnlyList<FeatureRow> Rows, IReadOnlyList<float> Labels, IReadOnlyList<float> Weights)
{
    public int Count => Rows.Count;

    public double TotalWeight { get; } = Weights.Sum(w => (double)w);
}
