using MLNetGradExt.Checkpoints;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>The hybrid at work: a step is a Langevin step of all chains or one step of a quench.</summary>
internal sealed class HybridState : AnnealingState
{
    private const int ResampleEvery = 25;

    private enum Phase { Ignite, Anneal, Quench, Hop }

    private readonly HybridAnnealing _recipe;
    private readonly AnnealingContext _context;
    private readonly LangevinChains _chains;
    private readonly Quench _quench;
    private readonly Tensor _home;   // [D]: the valley that hops start from
    private Phase _phase;
    private double _homeLoss, _hop, _accepted = 1;

    public HybridState(HybridAnnealing recipe, AnnealingContext context)
    {
        (_recipe, _context, _hop) = (recipe, context, recipe.HopSize);
        var best = Enumerable.Range(0, context.Losses.Length).OrderBy(i => context.Losses[i]).Take(recipe.IgnitedChains).ToArray();
        var start = context.Population.index_select(0, tensor(best.Select(i => (long)i).ToArray(), device: context.Population.device));
        _chains = new LangevinChains(context, start, [.. best.Select(i => context.Losses[i])], recipe.Noise);
        _quench = recipe.Quench is null ? new LbfgsQuench(context) : new OptimizerQuench(context, recipe.Quench);
        _home = context.Population[best[0]].clone().DetachFromDisposeScope();
        _homeLoss = context.Losses[best[0]];
    }

    public override long NextCost => AnnealingContext.GradientCost * (_phase == Phase.Ignite && _context.Progress < _recipe.IgniteUntil ? _chains.Losses.Length : 1L);

    public override AnnealingReport Step()
    {
        if (_phase == Phase.Ignite && _context.Progress >= _recipe.IgniteUntil) Collapse();
        if (_phase == Phase.Anneal && _context.Progress >= _recipe.AnnealUntil) BeginQuench();
        return _phase <= Phase.Anneal ? Langevin() : Descend();
    }

    public override void SaveState(IStateWriter writer)
    {
        writer.Write("phase", (long)_phase);
        writer.Write("home", _home);
        writer.Write("home loss", _homeLoss);
        writer.Write("hop", _hop);
        writer.Write("accepted", _accepted);
        _chains.SaveState(writer.Scope("chains"));
        _quench.SaveState(writer.Scope("quench"));
    }

    public override void LoadState(IStateReader reader)
    {
        _phase = (Phase)reader.ReadInt64("phase");
        reader.ReadInto("home", _home);
        _homeLoss = reader.ReadDouble("home loss");
        _hop = reader.ReadDouble("hop");
        _accepted = reader.ReadDouble("accepted");
        _chains.LoadState(reader.Scope("chains"));
        _quench.LoadState(reader.Scope("quench"));
    }

    protected override void Dispose(bool disposing)
    {
        _chains.Dispose();
        _quench.Dispose();
        _home.Dispose();
    }

    private AnnealingReport Langevin()
    {
        var done = Math.Min(1, _context.Progress / _recipe.AnnealUntil);
        var rate = _recipe.LearningRate * (0.5 * (1 + Math.Cos(Math.PI * done)) + 1e-4);
        _chains.Step(rate, _context.Temperature);
        if (_phase == Phase.Ignite && _context.Step % ResampleEvery == ResampleEvery - 1)
        {
            var weights = Resampling.Weights([.. _chains.Losses.Select(f => -f / Math.Max(_context.Temperature, 1e-300))]);
            if (Resampling.EffectiveSize(weights) < weights.Length / 2.0)
                _chains.Keep(Resampling.Systematic(weights, Noise.Uniform(1, _context.Generator)[0]));
        }
        return new AnnealingReport(_chains.Losses.Min(), 1, rate, double.NaN);
    }

    private void Collapse()
    {
        _chains.Keep([Array.IndexOf(_chains.Losses, _chains.Losses.Min())]);
        _phase = Phase.Anneal;
    }

    private void BeginQuench()
    {
        // The chain's end is better than where it came from unless the landscape broke it.
        _quench.Begin(double.IsFinite(_chains.Losses[0]) ? _chains.Positions[0] : _context.Best, (int)Math.Max(_recipe.HopSteps, _context.Remaining / AnnealingContext.GradientCost));
        _phase = Phase.Quench;
    }

    private AnnealingReport Descend()
    {
        if (_quench.IsDone) Hop();
        _quench.Step();
        return new AnnealingReport(_quench.Loss, _accepted, _hop, double.NaN);
    }

    private void Hop()
    {
        var accepts = _phase == Phase.Quench || Noise.Uniform(1, _context.Generator)[0] < Acceptance.Metropolis.Probability(_homeLoss, _quench.Loss, _context.Temperature);
        if (_phase == Phase.Hop)
        {
            _hop *= accepts ? 1.1 : 0.8;
            _accepted = 0.9 * _accepted + (accepts ? 0.1 : 0);
        }
        if (accepts)
        {
            _home.copy_(_quench.Position());
            _homeLoss = _quench.Loss;
        }
        _phase = Phase.Hop;
        var size = _home.abs().mean().Read() * _hop;
        _quench.Begin(_home.add(Noise.Normal(_home.shape, _home.dtype, _home.device, _context.Generator), Held(size)), _recipe.HopSteps);
    }
}
