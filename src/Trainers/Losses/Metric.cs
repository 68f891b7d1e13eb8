using MLNetGradExt.Losses;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>A figure to judge a validation set by: a value for every row, averaged (by weight) over the whole set, then finished.</summary>
public abstract record Metric
{
    /// <summary>The share of rows whose sign (one output) or largest output (several) is right.</summary>
    public static Metric Accuracy { get; } = new Accuracy();

    /// <summary>The mean absolute error.</summary>
    public static Metric AbsoluteError { get; } = new AbsoluteError();

    /// <summary>The root of the mean squared error.</summary>
    public static Metric RootMeanSquaredError { get; } = new RootMeanSquaredError();

    /// <summary>The name in the history, where the validation figure is <c>val_</c> and this.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a larger figure is better.</summary>
    public abstract bool LargerIsBetter { get; }

    /// <summary>The value of each row.</summary>
    /// <param name="output">The network's raw output, [B, K].</param>
    /// <param name="labels">[B].</param>
    /// <returns>[B], floating.</returns>
    public abstract Tensor PerRow(Tensor output, Tensor labels);

    /// <summary>What becomes of the mean in the end.</summary>
    public virtual double Finish(double mean) => mean;
}
