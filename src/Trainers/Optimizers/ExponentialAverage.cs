namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Keeps an exponential moving average of the weights: a ← d·a + (1 − d)·θ after each update, from a = θ. In the first steps d is
/// min(<see cref="Decay"/>, t/(t + 9)), so that the untrained weights are soon forgotten. The parameters themselves are not touched;
/// see <see cref="OptimizerState.SwapAverage"/>. With batch normalisation <see cref="Trainer.Gradient"/> measures running statistics for it. Polyak and Juditsky, 1992.
/// </summary>
public sealed record ExponentialAverage(double Decay = 0.999) : WeightTransform
{
    /// <inheritdoc/>
    public override WeightLink Bind(UpdateContext context) => new Link(Decay, context);

    private sealed class Link : WeightLink
    {
        private readonly double _decay;
        private readonly Tensor _average;

        public Link(double decay, UpdateContext context)
        {
            _decay = decay;
            _average = Keep("average", context.NewState());
            _average.copy_(context.Buffer.Values);
        }

        public override Tensor Average => _average;

        public override void Apply(UpdateStep step)
        {
            var decay = Math.Min(_decay, step.Count / (step.Count + 9.0));
            _average.mul_(Held(decay)).add_(step.Values, Held(1 - decay));
        }
    }
}
