using System.Runtime.InteropServices;
using TorchSharp;

namespace MLNetGradExt.Scoring;

/// <summary>Scores with torch: the one place where scoring meets tensors.</summary>
internal sealed class TorchScorer(TrainedNetwork network, ScoreHead head) : NetworkScorer(head, network.InputShape, network.OutputSize)
{
    private readonly long[] _rowShape = [.. network.InputShape];

    public TrainedNetwork Network => network;

    public override void Score(float[] features, int rows, float[] outputs)
    {
        using var scope = torch.NewDisposeScope();
        using var _ = torch.no_grad();
        var all = torch.tensor(features).view([features.Length / Width, .. _rowShape]);
        var batch = rows * Width == features.Length ? all : all.narrow(0, 0, rows);
        var finished = Head.Finish(network.Predict(batch)).to(torch.ScalarType.Float32).cpu().contiguous();
        MemoryMarshal.Cast<byte, float>(finished.bytes).CopyTo(outputs);
    }
}
