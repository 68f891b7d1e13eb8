using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>Chains at work: propose, evaluate all in one batch, accept, adapt, then exchange or resample.</summary>
internal sealed class ChainsState : AnnealingState
{
    // How quickly a chain's step follows its acceptance: some ten steps to change it by a factor of e.
    private const double Gain = 0.12;

    private readonly AnnealingChains _recipe;
    private readonly AnnealingContext _context;
    private readonly Tensor _positions;   // [K, D]
    private readonly double[] _losses, _steps, _logWeights;

    public ChainsState(AnnealingChains recipe, AnnealingContext context, int chains)
    {
        (_recipe, _context) = (recipe, context);
        var best = Enumerable.Range(0, context.Losses.Length).OrderBy(i => context.Losses[i]).Take(chains).ToArray();
        _positions = context.Population.index_select(0, tensor(best.Select(i => (long)i).ToArray(), device: context.Population.device)).DetachFromDisposeScope();
        _losses = [.. best.Select(i => context.Losses[i])];
        _steps = [.. Enumerable.Repeat(recipe.StepSize, chains)];
        _logWeights = new double[chains];
    }

    public override long NextCost => _losses.Length;

    public override AnnealingReport Step()
    {
        var proposed = _recipe.Proposal.Propose(new ProposalStep(_positions, _context.Objective.Scales, Column(_steps), _context.Step, _context.Temperature, _context.Generator));
        var losses = _context.Evaluate(proposed);
        var drawn = Noise.Uniform(losses.Length, _context.Generator);
        var accepted = new bool[losses.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            accepted[i] = drawn[i] < _recipe.Acceptance.Probability(_losses[i], losses[i], TemperatureOf(i));
            if (accepted[i]) _losses[i] = losses[i];
        }
        _positions.copy_(proposed.where(tensor(accepted, device: _positions.device).unsqueeze(1), _positions));
        if (_recipe.TargetAcceptance > 0 && _recipe.Proposal.UsesStepSize(_context.Step))
            for (var i = 0; i < _steps.Length; i++) _steps[i] *= Math.Exp(Gain * ((accepted[i] ? 1 : 0) - _recipe.TargetAcceptance));

        if (_recipe.LadderRatio > 1) Exchange();
        else if (_recipe.Resample && _losses.Length > 1) Resample();
        var mean = _losses.Average();
        return new AnnealingReport(_losses.Min(), accepted.Count(a => a) / (double)accepted.Length, _steps.Average(),
            _losses.Length == 1 ? double.NaN : Math.Sqrt(_losses.Average(f => (f - mean) * (f - mean))));
    }

    public override void SaveState(IStateWriter writer)
    {
        writer.Write("positions", _positions);
        WriteNumbers(writer, "losses", _losses);
        WriteNumbers(writer, "steps", _steps);
        WriteNumbers(writer, "log weights", _logWeights);
    }

    public override void LoadState(IStateReader reader)
    {
        reader.ReadInto("positions", _positions);
        ReadNumbers(reader, "losses", _losses);
        ReadNumbers(reader, "steps", _steps);
        ReadNumbers(reader, "log weights", _logWeights);
    }

    protected override void Dispose(bool disposing) => _positions.Dispose();

    private double TemperatureOf(int chain) => _recipe.LadderRatio == 1 ? _context.Temperature : _context.Temperature * Math.Pow(_recipe.LadderRatio, chain);

    /// <summary>Neighbours on the ladder exchange their points with probability min(1, e^((1/Tᵢ − 1/Tⱼ)·(Fᵢ − Fⱼ))), even and odd pairs in turn.</summary>
    private void Exchange()
    {
        var drawn = Noise.Uniform(_losses.Length, _context.Generator);
        var order = Enumerable.Range(0, _losses.Length).Select(i => (long)i).ToArray();
        for (var i = (int)(_context.Step % 2); i + 1 < _losses.Length; i += 2)
        {
            var gain = (1 / TemperatureOf(i) - 1 / TemperatureOf(i + 1)) * (_losses[i] - _losses[i + 1]);
            if (!(gain >= 0 || drawn[i] < Math.Exp(gain))) continue;
            (order[i], order[i + 1]) = (order[i + 1], order[i]);
            (_losses[i], _losses[i + 1]) = (_losses[i + 1], _losses[i]);
        }
        _positions.copy_(_positions.index_select(0, tensor(order, device: _positions.device)));
    }

    /// <summary>Cooling from T to T' makes a chain's weight grow by e^(−F·(1/T' − 1/T)); when few chains carry the weight, systematic resampling makes them equal again (population annealing; Hukushima and Iba, 2003).</summary>
    private void Resample()
    {
        var change = 1 / Math.Max(_context.Temperature, 1e-300) - 1 / Math.Max(_context.LastTemperature, 1e-300);
        var least = _losses.Min();
        for (var i = 0; i < _losses.Length; i++) _logWeights[i] -= change * (_losses[i] - least);
        var weights = Resampling.Weights(_logWeights);
        if (Resampling.EffectiveSize(weights) >= _losses.Length / 2.0) return;
        var chosen = Resampling.Systematic(weights, Noise.Uniform(1, _context.Generator)[0]);
        _positions.copy_(_positions.index_select(0, tensor(chosen.Select(i => (long)i).ToArray(), device: _positions.device)));
        var (losses, steps) = ((double[])_losses.Clone(), (double[])_steps.Clone());
        for (var i = 0; i < chosen.Length; i++) (_losses[i], _steps[i], _logWeights[i]) = (losses[chosen[i]], steps[chosen[i]], 0);
    }

    private Tensor Column(double[] values) => tensor(values, _positions.dtype, _positions.device).unsqueeze(1);

    internal static void WriteNumbers(IStateWriter writer, string name, double[] values)
    {
        using var stored = tensor(values);
        writer.Write(name, stored);
    }

    internal static void ReadNumbers(IStateReader reader, string name, double[] values)
    {
        using var stored = zeros(values.Length, ScalarType.Float64);
        reader.ReadInto(name, stored);
        stored.data<double>().ToArray().CopyTo(values, 0);
    }
}
