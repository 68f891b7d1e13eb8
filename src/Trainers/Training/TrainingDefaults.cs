namespace MLNetGradExt.Training;

/// <summary>The defaults that depend on the data. They were chosen together on the sets that the tests use; docs/training.md has figures and reasons.</summary>
public static class TrainingDefaults
{
    private const double PeakLearningRate = 3e-3, WarmFraction = 0.1;

    /// <summary>The batch size for so many rows: a 100th of them as a power of two, from 16 to 256.</summary>
    public static int BatchSize(long rows) => (int)Math.Clamp(Math.Pow(2, Math.Round(Math.Log2(Math.Max(1, rows) / 100.0))), 16, 256);

    /// <summary>The epochs for so many steps an epoch: about 3,000 steps in all, from 10 to 40 epochs.</summary>
    public static int Epochs(long stepsPerEpoch) => (int)Math.Clamp(Math.Ceiling(3000.0 / Math.Max(1, stepsPerEpoch)), 10, 40);

    /// <summary>
    /// AdamW. The learning rate rises over the first tenth of the run to 3e-3 and falls by a cosine to almost nothing.
    /// Weights, not biases, decay: over the whole run a weight that no gradient holds shrinks by e^−D, where D = 3·min(1, √(1000/rows))·(1 − 1/inputs).
    /// Stated for the run, the decay means the same for any length or batch size; more rows need less of it, and a single input, which cannot be irrelevant, none.
    /// </summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="inputs">The fan-in of the network's first weight.</param>
    /// <param name="totalSteps">Steps of the run.</param>
    public static Optimizer Optimizer(long rows, long inputs, long totalSteps)
    {
        var schedule = Schedule.OneCycle(PeakLearningRate, totalSteps, WarmFraction);
        double sum = 0;
        for (long step = 0; step < totalSteps; step++) sum += schedule.At(step);
        var shrink = 3 * Math.Min(1, Math.Sqrt(1000.0 / Math.Max(1, rows))) * (1 - 1.0 / Math.Max(1, inputs));
        return MLNetGradExt.Optimizer.AdamW(schedule, weightDecay: shrink / Math.Max(sum, PeakLearningRate), decayOn: ParameterSelection.Weights);
    }
}
