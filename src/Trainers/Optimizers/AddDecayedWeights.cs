namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// u ← u + decay · θ. In front of the other links it is L2 regularisation; behind them it is decoupled weight decay
/// (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019).
/// </summary>
public sealed record AddDecayedWeights(Schedule Decay, ParameterSelection On = ParameterSelection.All) : UpdateTransform
{
    /// <inheritdoc/>
    public override UpdateLink Bind(UpdateContext context) => new Link(this, context);

    private sealed class Link(AddDecayedWeights recipe, UpdateContext context) : UpdateLink
    {
        private readonly Schedule _decay = recipe.Decay.Over(context.TotalSteps);
        private readonly Tensor? _mask = recipe.On == ParameterSelection.All ? null : Mask(context);

        public override void Apply(UpdateStep step)
        {
            var decay = _decay.At(step.Count - 1);
            if (_mask is null) step.Update.add_(step.Values, Held(decay));
            else step.Update.addcmul_(step.Values, _mask, Held(decay));
        }

        public override void Dispose()
        {
            _mask?.Dispose();
            base.Dispose();
        }

        private static Tensor Mask(UpdateContext context)
        {
            var mask = context.NewState();
            foreach (var slice in context.Buffer.Slices)
                if (slice.Kind == ParameterKind.Weight) mask.narrow(0, slice.Offset, slice.Length).fill_(One);
            return mask;
        }
    }
}
