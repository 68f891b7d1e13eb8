namespace MLNetGradExt.Optimizers;

using static TorchSharp.torch;

/// <summary>One optimizer step as the links of the chain see it. All tensors are flat, one dimension, laid out as the parameter buffer.</summary>
public sealed class UpdateStep
{
    internal UpdateStep(Tensor values, Tensor update) => (Values, Update) = (values, update);

    /// <summary>The parameters before this step.</summary>
    public Tensor Values { get; }

    /// <summary>The update so far; links change it in place.</summary>
    public Tensor Update { get; }

    /// <summary>The number of this step, counted from 1 as the papers do.</summary>
    public long Count { get; internal set; }

    /// <summary>The learning rate of this step.</summary>
    public double LearningRate { get; internal set; }
}
