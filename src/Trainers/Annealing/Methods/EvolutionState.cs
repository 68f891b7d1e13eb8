using MLNetGradExt.Checkpoints;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// A generation a step. Candidates x = m + σ·s·√C·z with z ~ N(0, 1), natural scales s and a diagonal C; the best half, weighted by rank,
/// moves the mean m; two paths of past moves control σ and C (Ros and Hansen, 2008). Ranks instead of losses make it indifferent to
/// the loss's units and to infinite ones.
/// </summary>
internal sealed class EvolutionState : AnnealingState
{
    // A step that has shrunk this far cannot find anything new; then the cloud opens again around the best point.
    private const double DeadStep = 1e-7, RestartFactor = 0.5;

    private readonly ThermalEvolution _recipe;
    private readonly AnnealingContext _context;
    private readonly EvolutionRates _rates;
    private readonly Tensor _weights;                             // [μ, 1], by rank
    private readonly Tensor _mean, _variance, _path, _stepPath;   // [D]
    private double _sigma, _median;
    private long _generation, _restarts;

    public EvolutionState(ThermalEvolution recipe, AnnealingContext context, int population)
    {
        (_recipe, _context) = (recipe, context);
        _rates = EvolutionRates.For(context.Objective.Dimension, population);
        var scales = context.Objective.Scales;
        _weights = tensor(_rates.Weights, scales.dtype, scales.device).unsqueeze(1).DetachFromDisposeScope();
        _mean = context.Population[Array.IndexOf(context.Losses, context.Losses.Min())].clone().DetachFromDisposeScope();
        _variance = ones_like(scales).DetachFromDisposeScope();
        _path = zeros_like(scales).DetachFromDisposeScope();
        _stepPath = zeros_like(scales).DetachFromDisposeScope();
        _sigma = recipe.StepSize;
        _median = context.Losses.Order().ElementAt(context.Losses.Length / 2);
    }

    public override long NextCost => _rates.Population;

    public override AnnealingReport Step()
    {
        var scales = _context.Objective.Scales;
        var deviation = _variance.sqrt();
        var moves = Noise.Normal([_rates.Population, scales.size(0)], scales.dtype, scales.device, _context.Generator).mul_(deviation);   // y = √C·z, [λ, D]
        var losses = _context.Evaluate(moves.mul(scales).mul_(Held(_sigma)).add_(_mean, One));

        var order = Enumerable.Range(0, losses.Length).OrderBy(i => losses[i]).ToArray();
        var parents = moves.index_select(0, tensor(order.Take(_rates.Parents).Select(i => (long)i).ToArray(), device: scales.device));
        var move = parents.mul(_weights).sum(0L);
        _mean.addcmul_(move, scales, Held(_sigma));
        _generation++;
        Adapt(move, parents, deviation);

        var acceptance = losses.Count(f => f < _median) / (double)losses.Length;
        _median = losses[order[losses.Length / 2]];
        var finite = losses.Where(double.IsFinite).ToArray();
        var mean = finite.Length == 0 ? 0 : finite.Average();
        return new AnnealingReport(losses[order[0]], acceptance, _sigma, finite.Length == 0 ? 0 : Math.Sqrt(finite.Average(f => (f - mean) * (f - mean))));
    }

    public override void SaveState(IStateWriter writer)
    {
        foreach (var (name, value) in Tensors) writer.Write(name, value);
        writer.Write("sigma", _sigma);
        writer.Write("median", _median);
        writer.Write("generation", _generation);
        writer.Write("restarts", _restarts);
    }

    public override void LoadState(IStateReader reader)
    {
        foreach (var (name, value) in Tensors) reader.ReadInto(name, value);
        _sigma = reader.ReadDouble("sigma");
        _median = reader.ReadDouble("median");
        _generation = reader.ReadInt64("generation");
        _restarts = reader.ReadInt64("restarts");
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var (_, value) in Tensors) value.Dispose();
        _weights.Dispose();
    }

    private (string Name, Tensor Value)[] Tensors => [("mean", _mean), ("variance", _variance), ("path", _path), ("step path", _stepPath)];

    private void Adapt(Tensor move, Tensor parents, Tensor deviation)
    {
        var r = _rates;
        _stepPath.mul_(Held(1 - r.StepPath)).addcdiv_(move, deviation, Held(Math.Sqrt(r.StepPath * (2 - r.StepPath) * r.Effective)));
        var length = _stepPath.norm().Read();
        // A path that is long only because it has just begun would blow C up; it waits.
        var settled = length / Math.Sqrt(1 - Math.Pow(1 - r.StepPath, 2.0 * _generation)) < (1.4 + 2.0 / (r.Dimension + 1)) * r.ExpectedLength;
        _path.mul_(Held(1 - r.Path));
        if (settled) _path.add_(move, Held(Math.Sqrt(r.Path * (2 - r.Path) * r.Effective)));
        _variance.mul_(Held(1 - r.RankOne - r.RankMany)).add_(_path.pow(Two), Held(r.RankOne)).add_(parents.pow(Two).mul_(_weights).sum(0L), Held(r.RankMany)).clamp_min_(Held(1e-20));
        _sigma *= Math.Exp(Math.Min(1, r.StepPath / r.Damping * (length / r.ExpectedLength - 1)));
        if (!(_sigma * Math.Sqrt(_variance.max().Read()) > DeadStep) || !double.IsFinite(_sigma)) Restart();
    }

    private void Restart()
    {
        _restarts++;
        _mean.copy_(_context.Best);
        _variance.fill_(One);
        _path.fill_(Zero);
        _stepPath.fill_(Zero);
        _sigma = Math.Max(_recipe.StepSize * Math.Pow(RestartFactor, _restarts), 1e3 * DeadStep);
        _generation = 0;
    }
}
