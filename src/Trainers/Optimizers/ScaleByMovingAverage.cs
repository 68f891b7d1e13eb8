namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Momentum as a moving average: v ← αv + (1 − α)u from v = 0, u ← v. The same direction as heavy-ball momentum at a learning rate
/// 1/(1 − α) times larger.
/// </summary>
public sealed record ScaleByMovingAverage(double Decay) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(Decay, context);

    private sealed class Link : UpdateLink
    {
        private readonly double _decay;
        private readonly Tensor _average;

        public Link(double decay, UpdateContext context)
        {
            _decay = decay;
            _average = Keep("v", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            _average.mul_(Held(_decay)).add_(step.Update, Held(1 - _decay));
            step.Update.copy_(_average);
        }
    }
}
