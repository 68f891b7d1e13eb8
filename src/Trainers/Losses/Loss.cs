using MLNetGradExt.Losses;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>
/// What training makes small: the mean over a batch, or the weighted mean Σ wᵢ·lᵢ / Σ wᵢ where rows carry weights.
/// A loss is a recipe without state: comparable, printable, safe to share.
/// </summary>
public abstract record Loss
{
    /// <summary>Squared error, (ŷ − y)², for regression.</summary>
    public static Loss MeanSquaredError { get; } = new MeanSquaredError();

    /// <summary>Absolute error, |ŷ − y|, for regression; its optimum is the median.</summary>
    public static Loss MeanAbsoluteError { get; } = new MeanAbsoluteError();

    /// <summary>Squared error near zero, absolute error beyond <paramref name="delta"/>, for regression with outliers.</summary>
    public static Loss Huber(double delta = 1.0) => new Huber(delta);

    /// <summary>Cross entropy of one logit against 0 or 1.</summary>
    /// <param name="positiveWeight">How many times a positive row counts, for rare positives.</param>
    public static Loss BinaryCrossEntropy(double positiveWeight = 1.0) => new BinaryCrossEntropy(positiveWeight);

    /// <summary>Cross entropy of K logits against a class index.</summary>
    /// <param name="labelSmoothing">The share of the target spread evenly over all classes, from 0 to below 1.</param>
    /// <param name="classWeights">How much each class counts, or null for all alike.</param>
    public static Loss CrossEntropy(double labelSmoothing = 0, ValueList<double>? classWeights = null) => new CrossEntropy(labelSmoothing, classWeights);

    /// <summary>The share of rows that are wrong: the sign of one output against 0 or 1, or the largest of several against a class. It has no gradient: train by <see cref="Trainer.Annealing"/>.</summary>
    public static Loss ZeroOne { get; } = new ZeroOne();

    /// <summary>A metric as the loss, negated where larger is better, so that an accuracy of 0.97 is a loss of −0.97. It counts as having no gradient.</summary>
    public static Loss FromMetric(Metric metric) => new MetricLoss(metric);

    /// <summary>A cost of your own over predictions.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="perRow">Outputs [B, K] and labels [B] to the cost of each row, [B]. It works row by row: other rows, which may be those of another candidate, must not matter.</param>
    /// <param name="hasGradient">Whether autograd can pass through it; without, only <see cref="Trainer.Annealing"/> can train by it.</param>
    public static Loss FromFunction(string name, Func<Tensor, Tensor, Tensor> perRow, bool hasGradient = false) => new FunctionLoss(name, perRow, hasGradient);

    /// <summary>Whether gradients flow through it; without, it is for <see cref="Trainer.Annealing"/>.</summary>
    public virtual bool HasGradient => true;

    /// <summary>The metrics that a validation set is also judged by, unless the job names others.</summary>
    public virtual ValueList<Metric> DefaultMetrics => [];

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="output">The network's raw output: [B, 1] for regression and for binary logits, [B, K] for multiclass logits.</param>
    /// <param name="labels">[B]: floating for regression and binary, int64 for multiclass.</param>
    /// <param name="weights">[B], floating, or null.</param>
    /// <returns>A scalar with autograd history.</returns>
    public abstract Tensor Compute(Tensor output, Tensor labels, Tensor? weights);

    /// <summary>
    /// Each row's own loss l, [B], such that <see cref="Compute"/> is Σ wᵢ·lᵢ divided by <see cref="Denominator"/>; null where the loss is no such mean.
    /// With it annealing computes the losses of many candidates together.
    /// </summary>
    protected internal virtual Tensor? PerRow(Tensor output, Tensor labels) => null;

    /// <summary>What a batch's mean was divided by, so that means of batches add up to the mean of the whole: the sum of weights, or null for the number of rows.</summary>
    protected internal virtual Tensor? Denominator(Tensor labels, Tensor? weights) => weights?.sum();

    /// <summary>Everything wrong with this recipe's own numbers for a network of so many outputs; empty when all is well.</summary>
    public virtual IEnumerable<string> Problems(int outputSize) => [];
}
