namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// "k steps forward, one step back": after every <see cref="Every"/> updates the slow weights move s ← s + α(θ − s) and the parameters
/// return to them, θ ← s. Zhang et al., "Lookahead Optimizer", 2019.
/// </summary>
public sealed record Lookahead(long Every = 5, double Alpha = 0.5) : WeightTransform
{
    /// <inheritdoc/>
    public override WeightLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : WeightLink
    {
        private readonly Lookahead _recipe;
        private readonly Tensor _slow;

        public Link(Lookahead recipe, UpdateContext context)
        {
            _recipe = recipe;
            _slow = Keep("slow", context.NewState());
            _slow.copy_(context.Buffer.Values);
        }

        public override void Apply(UpdateStep step)
        {
            if (step.Count % _recipe.Every != 0) return;
            _slow.add_(step.Values.sub(_slow), Held(_recipe.Alpha));
            step.Values.copy_(_slow);
        }
    }
}
