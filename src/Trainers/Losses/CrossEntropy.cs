using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetGradExt.Losses;

/// <summary>Cross entropy of K logits against a class, −Σ tₖ·log softmax(z)ₖ, where smoothing ε makes the target t = (1 − ε)·onehot + ε/K. Class weights enter as in PyTorch: the mean divides by the sum of the rows' class weights.</summary>
/// <param name="LabelSmoothing">ε.</param>
/// <param name="ClassWeights">One weight for each class, or null.</param>
internal sealed record CrossEntropy(double LabelSmoothing, ValueList<double>? ClassWeights) : Loss
{
    public override ValueList<Metric> DefaultMetrics => [Metric.Accuracy];

    public override Tensor Compute(Tensor output, Tensor labels, Tensor? weights)
    {
        if (output.ndim != 2 || labels.ndim != 1 || labels.size(0) != output.size(0))
            throw new ArgumentException($"CrossEntropy takes an output [rows, classes] and labels [rows], but finds [{string.Join(", ", output.shape)}] and [{string.Join(", ", labels.shape)}].", nameof(output));
        if (labels.dtype != ScalarType.Int64) throw new ArgumentException($"CrossEntropy takes int64 class indices, but the labels are {labels.dtype}.", nameof(labels));
        if (ClassWeights is not null && ClassWeights.Count != output.size(1))
            throw new ArgumentException($"CrossEntropy has {ClassWeights.Count} class weights for {output.size(1)} outputs.", nameof(output));
        var classWeights = ClassWeights is null ? null : tensor(ClassWeights.ToArray(), output.dtype, output.device);
        if (weights is null) return functional.cross_entropy(output, labels, classWeights, label_smoothing: LabelSmoothing);
        var perRow = functional.cross_entropy(output, labels, classWeights, reduction: Reduction.None, label_smoothing: LabelSmoothing);
        if (classWeights is null) return WeightedMean.Of(perRow, weights);
        WeightedMean.Check(weights, perRow);
        return (perRow * weights).sum() / (weights * classWeights.index_select(0, labels)).sum().clamp_min(Numbers.Tiny);
    }

    protected internal override Tensor? PerRow(Tensor output, Tensor labels)
    {
        var classWeights = ClassWeights is null ? null : tensor(ClassWeights.ToArray(), output.dtype, output.device);
        return functional.cross_entropy(output, labels, classWeights, reduction: Reduction.None, label_smoothing: LabelSmoothing);
    }

    protected internal override Tensor? Denominator(Tensor labels, Tensor? weights)
    {
        if (ClassWeights is null) return weights?.sum();
        var ofRows = tensor(ClassWeights.ToArray(), ScalarType.Float32, labels.device).index_select(0, labels);
        return weights is null ? ofRows.sum() : (weights * ofRows).sum();
    }

    public override IEnumerable<string> Problems(int outputSize)
    {
        if (!(LabelSmoothing >= 0 && LabelSmoothing < 1)) yield return $"CrossEntropy's label smoothing is {LabelSmoothing}, but it must be from 0 to below 1.";
        if (outputSize < 2) yield return $"CrossEntropy takes at least two outputs, but the network has {outputSize}.";
        if (ClassWeights is null) yield break;
        if (ClassWeights.Count != outputSize) yield return $"CrossEntropy has {ClassWeights.Count} class weights for {outputSize} classes.";
        if (ClassWeights.Any(w => !(w >= 0) || double.IsInfinity(w)) || ClassWeights.All(w => w == 0)) yield return "CrossEntropy's class weights must be finite, not negative and not all zero.";
    }
}
