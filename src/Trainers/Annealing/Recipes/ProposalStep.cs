using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>What a <see cref="Proposal"/> may look at.</summary>
/// <param name="Positions">The present points, [K, D]; not to be changed.</param>
/// <param name="Scales">The natural size of each coordinate, [D].</param>
/// <param name="StepSizes">Each chain's step in these sizes, [K, 1].</param>
/// <param name="Step">From 0.</param>
/// <param name="Temperature">In the loss's units.</param>
/// <param name="Generator">The only source of randomness, on the processor.</param>
public sealed record ProposalStep(Tensor Positions, Tensor Scales, Tensor StepSizes, long Step, double Temperature, Generator Generator)
{
    /// <summary>Standard normal numbers in the shape of <see cref="Positions"/>.</summary>
    public Tensor Normal() => Noise.Normal(Positions.shape, Positions.dtype, Positions.device, Generator);
}

/// <summary>Draws on the processor, so that equal seeds give equal numbers on every device.</summary>
internal static class Noise
{
    public static Tensor Normal(long[] shape, ScalarType type, torch.Device device, Generator generator) =>
        empty(shape, ScalarType.Float32, CPU).normal_(0, 1, generator).to(type, device);

    public static double[] Uniform(int count, Generator generator)
    {
        using var drawn = empty([count], ScalarType.Float64, CPU).uniform_(0, 1, generator);
        return drawn.data<double>().ToArray();
    }
}
