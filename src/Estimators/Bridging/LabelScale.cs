namespace MLNetGradExt.Bridging;

/// <summary>
/// Standardises a regression label, y' = (y − mean) / deviation, and undoes it in the score.
/// A network starts with outputs near 0 and of spread 1, so it should not have to travel to a label's own mean and unit first.
/// </summary>
internal readonly record struct LabelScale(double Mean, double Deviation)
{
    public static LabelScale Identity => new(0, 1);

    public static LabelScale Of(LabelSummary labels) => new(labels.Mean, labels.Deviation > 1e-12 * Math.Abs(labels.Mean) ? labels.Deviation : 1);

    public float Apply(double label) => (float)((label - Mean) / Deviation);

    public float Invert(double output) => (float)(output * Deviation + Mean);
}
