namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;

/// <summary>
/// Watches the gradient of every parameter tensor relative to its weight's norm, ρ = ‖∇θ‖/‖θ‖, notices when it vanishes, explodes, spikes or is
/// not finite, and repairs it. It needs no setting and costs one pass over the flat buffers; the direction within a tensor is kept.
/// Two kinds of measures:
/// <list type="bullet">
/// <item>The symptom, at once: a tensor's gradient that explodes (ρ &gt; 10), spikes against its own history or vanishes (ρ below a thousandth of the
/// largest) is multiplied by one number that brings ρ back into its range.</item>
/// <item>The cause, within some twenty steps: while most weights explode they shrink, while many vanish they grow, a few per cent a step, until the
/// gradient passes through the whole network; while the gradient grows geometrically from layer to layer in the first steps, as in a chaotic network, the
/// weights that were drawn too large shrink. These steps only rescale the weights; the optimizer does not run. It is what a sound initialisation
/// would have done.</item>
/// </list>
/// A healthy run is not touched. Every decision is a <see cref="GradientEvent"/>. The rules and what they are worth: docs/gradient-repair.md.
/// </summary>
public sealed record GradientRepair : GradientTransform
{
    /// <summary>A weight's or bias' gradient explodes when ρ passes this.</summary>
    public double ExplodesAbove { get; init; } = 10;

    /// <summary>A weight's gradient vanishes when ρ falls below this part of the largest ρ in the network.</summary>
    public double VanishesBelow { get; init; } = 1e-3;

    /// <summary>A spike is this many standard deviations above the mean of a tensor's own log ρ.</summary>
    public double SpikeDeviations { get; init; } = 4;

    /// <summary>Whether weights may be rescaled when most of them vanish or explode for several steps; without it only gradients are repaired.</summary>
    public bool HealsWeights { get; init; } = true;

    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new RepairLink(this, buffer);
}
