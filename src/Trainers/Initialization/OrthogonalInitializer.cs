using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Initialization;

/// <summary>An orthonormal matrix times a gain: the Q of a random normal matrix, its signs fixed so that it is uniform over rotations.</summary>
internal sealed record OrthogonalInitializer(double Gain) : Initializer
{
    public override void Fill(Tensor weight, InitializerContext context)
    {
        using var scope = NewDisposeScope();
        var rows = weight.size(0);
        var columns = weight.numel() / rows;
        var tall = zeros(Math.Max(rows, columns), Math.Min(rows, columns), weight.dtype).normal_(0, 1, context.Generator);
        var (q, r) = linalg.qr(tall);
        var signed = q.mul(r.diagonal().sign());
        var matrix = rows < columns ? signed.t() : signed;
        weight.copy_(matrix.reshape(weight.shape).mul(Held(Gain)));
    }
}
