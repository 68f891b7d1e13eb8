using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Losses;

/// <summary>A loss that is a weighted mean over rows and nothing else: what has no gradient is mostly of this kind.</summary>
internal abstract record RowLoss : Loss
{
    public sealed override Tensor Compute(Tensor output, Tensor labels, Tensor? weights)
    {
        var perRow = Rows(output, labels);
        return weights is null ? perRow.mean() : WeightedMean.Of(perRow, weights);
    }

    protected internal sealed override Tensor? PerRow(Tensor output, Tensor labels) => Rows(output, labels);

    /// <summary>[B, K] and [B] → [B].</summary>
    protected abstract Tensor Rows(Tensor output, Tensor labels);
}

/// <summary>1 for a row that is wrong, else 0. NaN outputs are wrong.</summary>
internal sealed record ZeroOne : RowLoss
{
    public override bool HasGradient => false;

    public override ValueList<Metric> DefaultMetrics => [Metric.Accuracy];

    protected override Tensor Rows(Tensor output, Tensor labels) => Metric.Accuracy.PerRow(output, labels).negative().add_(Numbers.One, Numbers.One).masked_fill_(output.isnan().any(1), Numbers.One);

    public override string ToString() => "ZeroOne";
}

/// <summary>A metric's value of each row, negated where larger is better.</summary>
/// <param name="Metric">Which one.</param>
internal sealed record MetricLoss(Metric Metric) : RowLoss
{
    public override bool HasGradient => false;

    public override ValueList<Metric> DefaultMetrics => [Metric];

    public override IEnumerable<string> Problems(int outputSize)
    {
        if (Metric is null) yield return "FromMetric's metric is null.";
    }

    protected override Tensor Rows(Tensor output, Tensor labels) => Metric.LargerIsBetter ? -Metric.PerRow(output, labels) : Metric.PerRow(output, labels);
}

/// <summary>A user's cost of each row.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Function">Outputs and labels to costs.</param>
/// <param name="Differentiable">Whether gradients flow through it.</param>
internal sealed record FunctionLoss(string Name, Func<Tensor, Tensor, Tensor> Function, bool Differentiable) : RowLoss
{
    public override bool HasGradient => Differentiable;

    public override IEnumerable<string> Problems(int outputSize)
    {
        if (Function is null) yield return $"The function of the loss {Name} is null.";
    }

    protected override Tensor Rows(Tensor output, Tensor labels)
    {
        var rows = Function(output, labels);
        return rows.ndim == 1 && rows.size(0) == output.size(0) ? rows.to_type(output.dtype)
            : throw new ArgumentException($"The loss {Name} gave [{string.Join(", ", rows.shape)}] for {output.size(0)} rows: it must give one number a row, [{output.size(0)}].");
    }

    public override string ToString() => Name;
}
