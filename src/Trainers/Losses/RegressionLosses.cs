using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetGradExt.Losses;

/// <summary>(ŷ − y)².</summary>
internal sealed record MeanSquaredError : Loss
{
    public override ValueList<Metric> DefaultMetrics => [Metric.AbsoluteError];

    public override Tensor Compute(Tensor output, Tensor labels, Tensor? weights)
    {
        var column = WeightedMean.AsColumn(labels, output, nameof(MeanSquaredError));
        return weights is null ? functional.mse_loss(output, column) : WeightedMean.Of(functional.mse_loss(output, column, Reduction.None).squeeze(1), weights);
    }

    protected internal override Tensor? PerRow(Tensor output, Tensor labels) => functional.mse_loss(output, WeightedMean.AsColumn(labels, output, nameof(MeanSquaredError)), Reduction.None).squeeze(1);
}

/// <summary>|ŷ − y|.</summary>
internal sealed record MeanAbsoluteError : Loss
{
    public override ValueList<Metric> DefaultMetrics => [Metric.RootMeanSquaredError];

    public override Tensor Compute(Tensor output, Tensor labels, Tensor? weights)
    {
        var column = WeightedMean.AsColumn(labels, output, nameof(MeanAbsoluteError));
        return weights is null ? functional.l1_loss(output, column) : WeightedMean.Of(functional.l1_loss(output, column, Reduction.None).squeeze(1), weights);
    }

    protected internal override Tensor? PerRow(Tensor output, Tensor labels) => functional.l1_loss(output, WeightedMean.AsColumn(labels, output, nameof(MeanAbsoluteError)), Reduction.None).squeeze(1);
}

/// <summary>½·e² up to <paramref name="Delta"/>, then δ·(|e| − ½·δ).</summary>
/// <param name="Delta">Where squared becomes absolute, in units of the label.</param>
internal sealed record Huber(double Delta) : Loss
{
    public override ValueList<Metric> DefaultMetrics => [Metric.AbsoluteError];

    public override Tensor Compute(Tensor output, Tensor labels, Tensor? weights)
    {
        var column = WeightedMean.AsColumn(labels, output, nameof(Huber));
        return weights is null ? functional.huber_loss(output, column, Delta) : WeightedMean.Of(functional.huber_loss(output, column, Delta, Reduction.None).squeeze(1), weights);
    }

    protected internal override Tensor? PerRow(Tensor output, Tensor labels) => functional.huber_loss(output, WeightedMean.AsColumn(labels, output, nameof(Huber)), Delta, Reduction.None).squeeze(1);

    public override IEnumerable<string> Problems(int outputSize)
    {
        if (!(Delta > 0) || double.IsInfinity(Delta)) yield return $"Huber's delta is {Delta}, but it must be a positive number.";
    }
}
