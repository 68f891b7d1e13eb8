namespace MLNetGradExt.Scoring;

/// <summary>Rows of floats in, finished outputs out.</summary>
internal abstract class NetworkScorer(ScoreHead head, ValueList<long> inputShape, int outputs)
{
    public ScoreHead Head => head;

    /// <summary>Numbers of one row.</summary>
    public int Width { get; } = (int)inputShape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Outputs of one row.</summary>
    public int Outputs => outputs;

    /// <summary>Scores the first <paramref name="rows"/> rows in one forward pass.</summary>
    /// <param name="features">Rows of <see cref="Width"/> numbers; the array may hold more than are scored.</param>
    /// <param name="rows">How many rows to score.</param>
    /// <param name="outputs">Takes rows of <see cref="Outputs"/> numbers.</param>
    public abstract void Score(float[] features, int rows, float[] outputs);
}
