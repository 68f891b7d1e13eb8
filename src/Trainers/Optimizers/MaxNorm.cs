namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>
/// After each update the weights that flow into one unit (a row of a linear layer, a filter) are scaled back to a Euclidean norm of at most
/// <see cref="Max"/>. Biases and other vectors are left alone. Srivastava et al., "Dropout", 2014.
/// </summary>
public sealed record MaxNorm(double Max) : WeightTransform
{
    /// <summary>The largest norm allowed; above 0.</summary>
    public double Max { get; init; } = Max > 0 ? Max : throw new ArgumentOutOfRangeException(nameof(Max), Max, "The norm is above 0.");

    /// <inheritdoc/>
    public override WeightLink Bind(UpdateContext context) => new Link(Max, context);

    private sealed class Link(double max, UpdateContext context) : WeightLink
    {
        private readonly RowMap _map = new(context.Buffer);

        public override void Apply(UpdateStep step)
        {
            var norms = _map.SumByRow(step.Values.pow(Two)).sqrt_();
            var excess = norms.gt(Held(max)).logical_and(_map.IsWeight.gt(Zero));
            step.Values.mul_(_map.Spread(where(excess, norms.reciprocal().mul_(Held(max)), ones_like(norms))));
        }

        public override void Dispose()
        {
            _map.Dispose();
            base.Dispose();
        }
    }
}
