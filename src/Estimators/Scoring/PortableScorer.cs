namespace MLNetGradExt.Scoring;

/// <summary>Scores without torch.</summary>
internal sealed class PortableScorer(PortableNetwork network, ScoreHead head) : NetworkScorer(head, network.InputShape, network.OutputSize)
{
    public PortableNetwork Network => network;

    public override void Score(float[] features, int rows, float[] outputs) => Head.Score(network, features.AsSpan(0, rows * Width), outputs);
}
