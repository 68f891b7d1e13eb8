using MLNetGradExt.Losses;

namespace MLNetGradExt.Annealing;

/// <summary>A loss over the outputs of one block.</summary>
internal abstract class FusedLoss
{
    /// <summary>Σ w·l over the rows of a block.</summary>
    /// <param name="outputs">[outputs, rows].</param>
    /// <param name="labels">[rows]; classes as whole numbers.</param>
    /// <param name="weights">[rows].</param>
    /// <param name="rows">A multiple of two registers.</param>
    public abstract double Sum(ref float outputs, ref float labels, ref float weights, int rows);

    /// <summary>The fused form of a loss for a network of so many outputs, or null: then the outputs go through the loss itself, which also refuses what does not fit.</summary>
    public static FusedLoss? Of(Loss loss, int outputs, bool floatingLabels) => loss switch
    {
        CrossEntropy entropy when outputs > 1 && !floatingLabels && (entropy.ClassWeights?.Count ?? outputs) == outputs =>
            new FusedCrossEntropy(outputs, entropy.LabelSmoothing, entropy.ClassWeights?.Select(w => (float)w).ToArray()),
        ZeroOne when outputs > 1 => new FusedWrongClasses(outputs),
        ZeroOne => new FusedRowLoss<WrongSign>(default),
        _ when outputs != 1 || !floatingLabels => null,
        MeanSquaredError => new FusedRowLoss<Squared>(default),
        MeanAbsoluteError => new FusedRowLoss<Absolute>(default),
        Huber huber => new FusedRowLoss<HuberRow>(new HuberRow((float)huber.Delta)),
        BinaryCrossEntropy entropy => new FusedRowLoss<BinaryEntropy>(new BinaryEntropy((float)entropy.PositiveWeight)),
        _ => null,
    };
}
