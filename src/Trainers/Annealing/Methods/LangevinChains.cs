using MLNetGradExt.Checkpoints;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// Chains of preconditioned Langevin steps (Welling and Teh, 2011; Li et al., 2016): x ← x − η·m̂/(√v̂ + ε) + noise, with the moments of Adam.
/// The noise is √(2·η·T/(D·√v̂))·N(0, 1), as if the temperature were the heat of the whole network and every one of its D parameters had
/// an equal share; it is never longer than the step η itself, so that flat coordinates do not fly away.
/// </summary>
internal sealed class LangevinChains : ICheckpointable, IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly AnnealingContext _context;
    private readonly double _noise;
    private Tensor _first, _second;   // [K, D]
    private long _steps;

    public LangevinChains(AnnealingContext context, Tensor start, double[] losses, double noise)
    {
        (_context, _noise, Losses) = (context, noise, losses);
        Positions = start.clone().DetachFromDisposeScope();
        _first = zeros_like(start).DetachFromDisposeScope();
        _second = zeros_like(start).DetachFromDisposeScope();
    }

    /// <summary>[K, D].</summary>
    public Tensor Positions { get; private set; }

    /// <summary>The losses before the last step.</summary>
    public double[] Losses { get; private set; }

    public void Step(double rate, double temperature)
    {
        var (losses, gradients) = _context.Gradients(Positions);
        Losses = losses;
        gradients = gradients.where(gradients.isfinite(), zeros_like(gradients));
        _steps++;
        _first.mul_(Held(Beta1)).add_(gradients, Held(1 - Beta1));
        _second.mul_(Held(Beta2)).addcmul_(gradients, gradients, Held(1 - Beta2));
        var size = _second.div(Held(1 - Math.Pow(Beta2, _steps))).sqrt_().add_(Held(Epsilon), One);
        Positions.addcdiv_(_first, size, Held(-rate / (1 - Math.Pow(Beta1, _steps))));
        if (_noise == 0 || temperature <= 0) return;
        var length = size.reciprocal_().mul_(Held(2 * temperature / (rate * Positions.size(1)))).sqrt_().clamp_max_(One);
        Positions.addcmul_(Noise.Normal(Positions.shape, Positions.dtype, Positions.device, _context.Generator), length, Held(rate * _noise));
    }

    /// <summary>Leaves only these chains, in this order; a chain may come more than once.</summary>
    public void Keep(int[] chains)
    {
        var rows = tensor(chains.Select(i => (long)i).ToArray(), device: Positions.device);
        Replace(Positions.index_select(0, rows), _first.index_select(0, rows), _second.index_select(0, rows));
        Losses = [.. chains.Select(i => Losses[i])];
    }

    public void SaveState(IStateWriter writer)
    {
        writer.Write("positions", Positions);
        writer.Write("first moment", _first);
        writer.Write("second moment", _second);
        writer.Write("steps", _steps);
        ChainsState.WriteNumbers(writer, "losses", Losses);
    }

    public void LoadState(IStateReader reader)
    {
        Tensor Read(string name) => reader.ReadTensor(name).to(Positions.dtype, Positions.device);
        Replace(Read("positions"), Read("first moment"), Read("second moment"));
        _steps = reader.ReadInt64("steps");
        Losses = new double[Positions.size(0)];
        ChainsState.ReadNumbers(reader, "losses", Losses);
    }

    public void Dispose()
    {
        Positions.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    private void Replace(Tensor positions, Tensor first, Tensor second)
    {
        Dispose();
        (Positions, _first, _second) = (positions.DetachFromDisposeScope(), first.DetachFromDisposeScope(), second.DetachFromDisposeScope());
    }
}
