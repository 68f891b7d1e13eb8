namespace Microsoft.ML.Trainers;

/// <summary>What the dual steps of the losses share.</summary>
internal static class DualStep
{
    /// <summary>Large steps are shared among threads that step at once, so that together they do not overshoot.</summary>
    public static float Damp(float step, int threads) => threads >= 2 && Math.Abs(step) > 0.5f ? step / threads : step;

    public static float Sign(float label) => label > 0 ? 1 : -1;

    /// <summary>The step of a dual variable that lives between 0 and the label's sign.</summary>
    public static float Boxed(float sign, float target, float dual, int threads) =>
        Damp(sign * Math.Clamp(target, 0, 1) - dual, threads);

    /// <summary>The dual variable in the label's direction, or null where it left its interval.</summary>
    public static float? Feasible(float label, float dual)
    {
        var aligned = label > 0 ? dual : -dual;
        return aligned is < 0 or > 1 ? null : aligned;
    }
}
