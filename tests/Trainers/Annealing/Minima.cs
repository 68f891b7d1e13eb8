using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Annealing;

/// <summary>Functions of a batch of vectors, [K, D] → [K].</summary>
internal static class Minima
{
    // Kept: these functions are called thousands of times, and TorchSharp does not keep a scalar while libtorch reads it.
    private static readonly Scalar One = 1, Two = 2, Ten = 10, Hundred = 100, Turn = 2 * Math.PI;

    public static Tensor Parabola(Tensor x) => x.sub(One).pow(Two).sum(1L);

    public static Tensor Rosenbrock(Tensor x)
    {
        var (a, b) = (x.select(1, 0), x.select(1, 1));
        return a.sub(One).pow(Two).add(b.sub(a.pow(Two)).pow(Two), Hundred);
    }

    /// <summary>Many valleys, the deepest at 0.</summary>
    public static Tensor Rastrigin(Tensor x) => x.pow(Two).sub(x.mul(Turn).cos().mul(Ten)).add(Ten).sum(1L);

    /// <summary>No gradient anywhere but at the steps.</summary>
    public static Tensor Stairs(Tensor x) => x.sub(One).abs().mul(Ten).floor().sum(1L);

    public static Tensor Start => tensor(new[] { -1.5f, 2f });
}
