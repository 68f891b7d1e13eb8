using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetGradExt.Losses;

/// <summary>Cross entropy of a logit z against y: −p·y·log σ(z) − (1 − y)·log(1 − σ(z)), computed from log-sums so that no logit overflows.</summary>
/// <param name="PositiveWeight">p: how many times a positive row counts.</param>
internal sealed record BinaryCrossEntropy(double PositiveWeight) : Loss
{
    public override ValueList<Metric> DefaultMetrics => [Metric.Accuracy];

    public override Tensor Compute(Tensor output, Tensor labels, Tensor? weights)
    {
        var column = WeightedMean.AsColumn(labels, output, nameof(BinaryCrossEntropy));
        var positive = PositiveWeight == 1 ? null : tensor(PositiveWeight, output.dtype, output.device);
        return weights is null
            ? functional.binary_cross_entropy_with_logits(output, column, pos_weights: positive)
            : WeightedMean.Of(functional.binary_cross_entropy_with_logits(output, column, reduction: Reduction.None, pos_weights: positive).squeeze(1), weights);
    }

    protected internal override Tensor? PerRow(Tensor output, Tensor labels)
    {
        var positive = PositiveWeight == 1 ? null : tensor(PositiveWeight, output.dtype, output.device);
        return functional.binary_cross_entropy_with_logits(output, WeightedMean.AsColumn(labels, output, nameof(BinaryCrossEntropy)), reduction: Reduction.None, pos_weights: positive).squeeze(1);
    }

    public override IEnumerable<string> Problems(int outputSize)
    {
        if (!(PositiveWeight > 0) || double.IsInfinity(PositiveWeight)) yield return $"BinaryCrossEntropy's positive weight is {PositiveWeight}, but it must be a positive number.";
        if (outputSize != 1) yield return $"BinaryCrossEntropy takes one output, but the network has {outputSize}.";
    }
}
