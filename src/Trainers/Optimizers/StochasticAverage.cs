namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Checkpoints;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Stochastic weight averaging: the plain mean of the weights at step <see cref="Start"/> and every <see cref="Every"/> steps after it.
/// Before that the average follows the weights. The parameters themselves are not touched; see <see cref="OptimizerState.SwapAverage"/>.
/// A network with batch normalisation needs running statistics of their own for the averaged weights, which <see cref="Trainer.Gradient"/> measures. Izmailov et al., 2018.
/// </summary>
public sealed record StochasticAverage(long Start, long Every = 1) : WeightTransform
{
    /// <inheritdoc/>
    public override WeightLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : WeightLink
    {
        private readonly StochasticAverage _recipe;
        private readonly Tensor _average;
        private long _count;

        public Link(StochasticAverage recipe, UpdateContext context)
        {
            _recipe = recipe;
            _average = Keep("average", context.NewState());
            _average.copy_(context.Buffer.Values);
        }

        public override Tensor Average => _average;

        public override void Apply(UpdateStep step)
        {
            if (step.Count < _recipe.Start) _average.copy_(step.Values);
            else if ((step.Count - _recipe.Start) % _recipe.Every == 0)
            {
                _count++;
                _average.add_(step.Values.sub(_average), Held(1.0 / _count));
            }
        }

        public override void SaveState(IStateWriter writer)
        {
            base.SaveState(writer);
            writer.Write("count", _count);
        }

        public override void LoadState(IStateReader reader)
        {
            base.LoadState(reader);
            _count = reader.ReadInt64("count");
        }
    }
}
