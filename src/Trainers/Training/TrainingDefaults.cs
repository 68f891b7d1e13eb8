namespace MLNetGradExt.Training;

/// <summary>The defaults that depend on the data or deserve a reason. Each was chosen on the tabular sets that the tests use.</summary>
public static class TrainingDefaults
{
    /// <summary>AdamW whose learning rate rises over the first tenth of the run to 2e-3 and falls by a cosine to almost nothing.</summary>
    public static Optimizer Optimizer { get; } = Optimizer.AdamW(Schedule.OneCycle(2e-3, warmFraction: 0.1), weightDecay: 0.01);

    /// <summary>The batch size for so many rows: a 32nd of them as a power of two, from 16 to 256.</summary>
    public static int BatchSize(long rows) => (int)Math.Clamp(Math.Pow(2, Math.Round(Math.Log2(Math.Max(1, rows) / 32.0))), 16, 256);

    /// <summary>The epochs for so many steps an epoch: about 3,000 steps in all, from 10 to 60 epochs.</summary>
    public static int Epochs(long stepsPerEpoch) => (int)Math.Clamp(Math.Ceiling(3000.0 / Math.Max(1, stepsPerEpoch)), 10, 60);
}
