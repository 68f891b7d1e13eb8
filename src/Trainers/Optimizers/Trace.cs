namespace MLNetGradExt.Optimizers;

using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// Heavy-ball momentum: v ← μv + (1 − dampening)·u, then u ← v, or u ← u + μv for Nesterov's form. The first step has v = u, as in PyTorch.
/// Polyak, 1964; Sutskever et al., 2013.
/// </summary>
public sealed record Trace(Schedule Momentum, bool Nesterov = false, double Dampening = 0) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link : UpdateLink
    {
        private readonly Trace _recipe;
        private readonly Schedule _momentum;
        private readonly Tensor _velocity;

        public Link(Trace recipe, UpdateContext context)
        {
            _recipe = recipe;
            _momentum = recipe.Momentum.Over(context.TotalSteps);
            _velocity = Keep("v", context.NewState());
        }

        public override void Apply(UpdateStep step)
        {
            var momentum = _momentum.At(step.Count - 1);
            if (step.Count == 1) _velocity.copy_(step.Update);
            else _velocity.mul_(Held(momentum)).add_(step.Update, Held(1 - _recipe.Dampening));
            if (_recipe.Nesterov) step.Update.add_(_velocity, Held(momentum));
            else step.Update.copy_(_velocity);
        }
    }
}
