namespace MLNetGradExt.Gradients;

using MLNetGradExt.Training;

/// <summary>
/// Records the norms of what passes this place of the pipeline and changes nothing. Put one before and one behind another link to see what that does.
/// At most <see cref="Capacity"/> records are kept: when they are full, every second one is dropped and the interval doubles, so a long run
/// stays as a picture of even detail.
/// </summary>
/// <param name="Name">The name of the records in <see cref="GradientPipeline.Records"/>.</param>
/// <param name="Every">Steps between two records.</param>
public sealed record Monitor(string Name = "gradients", int Every = 1) : GradientTransform
{
    /// <summary>The most records that are kept.</summary>
    public const int Capacity = 1024;

    /// <summary>Steps between two records; at least 1.</summary>
    public int Every { get; init; } = Every >= 1 ? Every : throw new ArgumentOutOfRangeException(nameof(Every), Every, "A monitor records every 1 or more steps.");

    /// <inheritdoc/>
    public override GradientLink Bind(ParameterBuffer buffer, GradientContext context) => new MonitorLink(this);
}
