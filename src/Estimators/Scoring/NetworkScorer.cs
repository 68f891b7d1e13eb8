using System.Runtime.InteropServices;
using TorchSharp;

namespace MLNetGradExt.Scoring;

/// <summary>Rows of floats in, finished outputs out: the one place where scoring meets tensors.</summary>
internal sealed class NetworkScorer(TrainedNetwork network, ScoreHead head)
{
    private readonly long[] _rowShape = [.. network.InputShape];

    public TrainedNetwork Network => network;

    public ScoreHead Head => head;

    /// <summary>Numbers of one row.</summary>
    public int Width { get; } = (int)network.InputShape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Outputs of one row.</summary>
    public int Outputs => network.OutputSize;

    /// <summary>Scores the first <paramref name="rows"/> rows in one forward pass.</summary>
    /// <param name="features">Rows of <see cref="Width"/> numbers; the array may hold more than are scored.</param>
    /// <param name="rows">How many rows to score.</param>
    /// <param name="outputs">Takes rows of <see cref="Outputs"/> numbers.</param>
    public void Score(float[] features, int rows, float[] outputs)
    {
        using var scope = torch.NewDisposeScope();
        using var _ = torch.no_grad();
        var all = torch.tensor(features).view([features.Length / Width, .. _rowShape]);
        var batch = rows * Width == features.Length ? all : all.narrow(0, 0, rows);
        var finished = head.Finish(network.Predict(batch)).to(torch.ScalarType.Float32).cpu().contiguous();
        MemoryMarshal.Cast<byte, float>(finished.bytes).CopyTo(outputs);
    }
}
