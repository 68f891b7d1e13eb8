namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// The seed article's RMSprop to the letter: a ← ρa + (1 − ρ)u²; lr ← lr / √(a / (1 − δᵗ)); u ← lr·u.
/// What is wrong with it: the learning rate of every element is overwritten at each step, so the divisions compound and the run
/// diverges or freezes; ε is listed and never used; the decay has two symbols. Use <see cref="ScaleByRms"/>; this is here to be compared with.
/// </summary>
public sealed record SeedRms(double Decay = 0.9, double Delta = 0.9) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly SeedRms _recipe;
        private readonly Tensor _square, _rate;

        public Link(SeedRms recipe, UpdateContext context)
        {
            _recipe = recipe;
            _square = Keep("a", context.NewState());
            _rate = Keep("rate", context.NewState());
            _rate.fill_(One);
        }

        public override void Apply(UpdateStep step)
        {
            _square.mul_(Held(_recipe.Decay)).addcmul_(step.Update, step.Update, Held(1 - _recipe.Decay));
            _rate.div_(_square.div(Held(1 - Math.Pow(_recipe.Delta, step.Count))).sqrt_());
            // Elements without any gradient so far (the padding among them) have the rate 1/0: they stay where they are.
            step.Update.copy_(where(_square.gt(Zero), step.Update * _rate, zeros_like(_rate)));
        }
    }
}
