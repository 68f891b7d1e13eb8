using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Annealing;

/// <summary>Functions of a batch of vectors, [K, D] → [K].</summary>
internal static class Minima
{
    public static Tensor Parabola(Tensor x) => (x - 1).square().sum(1L);

    public static Tensor Rosenbrock(Tensor x)
    {
        var (a, b) = (x.select(1, 0), x.select(1, 1));
        return (1 - a).square() + 100 * (b - a.square()).square();
    }

    /// <summary>Many valleys, the deepest at 0.</summary>
    public static Tensor Rastrigin(Tensor x) => (x.square() - 10 * (x * (2 * Math.PI)).cos() + 10).sum(1L);

    /// <summary>No gradient anywhere but at the steps.</summary>
    public static Tensor Stairs(Tensor x) => (x - 1).abs().mul(10).floor().sum(1L);

    public static Tensor Start => tensor(new[] { -1.5f, 2f });
}
