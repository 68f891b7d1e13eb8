namespace MLNetGradExt.Gradients;

using TorchSharp;
using static MLNetGradExt.Training.Numbers;

/// <summary>
/// g ← g · min(1, max / (‖g‖ₚ + 10⁻⁶)), with one norm over all parameters, as PyTorch's <c>clip_grad_norm_</c>.
/// Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013.
/// </summary>
public sealed record ClipByGlobalNorm(Schedule Max, double P = 2) : GradientTransform
{
    /// <summary>The order of the norm: 1 or more, infinity included.</summary>
    public double P { get; init; } = P >= 1 ? P : throw new ArgumentOutOfRangeException(nameof(P), P, "A norm has an order of 1 or more.");

    /// <inheritdoc/>
    public override void Apply(GradientStep step)
    {
        // On the device all the way, so that a GPU is not made to wait for the norm.
        var factor = step.Flat.norm((float)P).add_(Held(1e-6), One).reciprocal_().mul_(Held(Max.At(step.Step))).clamp_max_(One);
        step.Flat.mul_(factor);
    }
}
