using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Initialization;

/// <summary>What the variance is divided by.</summary>
public enum Fan
{
    /// <summary>Inputs of one output: keeps activations' variance.</summary>
    In,

    /// <summary>Outputs of one input: keeps gradients' variance.</summary>
    Out,

    /// <summary>Their mean: the compromise of Glorot.</summary>
    Average,
}

/// <summary>The distribution that is drawn from.</summary>
public enum Draw
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Normal, cut at two standard deviations and widened so that the variance is kept.</summary>
    TruncatedNormal,

    /// <summary>Uniform on ± √(3·variance).</summary>
    Uniform,
}

/// <summary>Mean 0 and variance <paramref name="Scale"/> / fan: He, Glorot and LeCun are settings of it.</summary>
/// <param name="Scale">2 for ReLU, 1 for linear and saturating functions.</param>
/// <param name="Fan">What to divide by.</param>
/// <param name="Draw">Which distribution.</param>
public sealed record VarianceScaling(double Scale, Fan Fan, Draw Draw) : Initializer
{
    // The standard deviation of a standard normal cut at ±2, and the mass between the cuts.
    private const double CutDeviation = 0.87962566103423978, CutMass = 0.95449973610364158;

    /// <summary>The variance for a layer.</summary>
    public double Variance(InitializerContext context) => Scale / Fan switch
    {
        Fan.In => context.FanIn,
        Fan.Out => context.FanOut,
        _ => (context.FanIn + context.FanOut) / 2.0,
    };

    /// <inheritdoc/>
    public override void Fill(Tensor weight, InitializerContext context)
    {
        var deviation = Math.Sqrt(Variance(context));
        switch (Draw)
        {
            case Draw.Normal:
                weight.normal_(0, deviation, context.Generator);
                break;
            case Draw.TruncatedNormal:
                weight.uniform_(-CutMass, CutMass, context.Generator).erfinv_().mul_(Held(Math.Sqrt(2) * deviation / CutDeviation));
                break;
            default:
                var bound = Math.Sqrt(3) * deviation;
                weight.uniform_(-bound, bound, context.Generator);
                break;
        }
    }
}
