namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>s ← ρs + (1 − ρ)u², u ← u·√(d + ε)/√(s + ε), d ← ρd + (1 − ρ)u². Zeiler, "ADADELTA", 2012.</summary>
public sealed record ScaleByAdadelta(double Decay = 0.9, double Epsilon = 1e-6) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly ScaleByAdadelta _recipe;
        private readonly Tensor _square, _moved;

        public Link(ScaleByAdadelta recipe, UpdateContext context)
        {
            _recipe = recipe;
            _square = Keep("s", context.NewState());
            _moved = Keep("d", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            var (decay, epsilon) = (_recipe.Decay, _recipe.Epsilon);
            _square.mul_(Held(decay)).addcmul_(step.Update, step.Update, Held(1 - decay));
            step.Update.mul_(_moved.add(Held(epsilon), One).sqrt_()).div_(_square.add(Held(epsilon), One).sqrt_());
            _moved.mul_(Held(decay)).addcmul_(step.Update, step.Update, Held(1 - decay));
        }
    }
}
