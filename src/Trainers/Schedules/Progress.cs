namespace MLNetGradExt.Schedules;

/// <summary>The share of a schedule that has passed.</summary>
internal static class Progress
{
    /// <summary>step / steps within 0 to 1; 0 while the length is unknown.</summary>
    public static double Of(long step, long? steps) => steps is > 0 ? Math.Clamp((double)step / steps.Value, 0, 1) : 0;
}
