using System.Runtime.InteropServices;
using MLNetGradExt.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// A generation a step. Candidates x = m + σ·s·√C·z with z ~ N(0, 1), natural scales s and a diagonal C; the best half, weighted by rank,
/// moves the mean m; two paths of past moves control σ and C (Ros and Hansen, 2008). Ranks instead of losses make it indifferent to
/// the loss's units and to infinite ones.
/// </summary>
/// <remarks>Its own arithmetic is a few passes over small arrays, in double precision on the processor: as tensor operations it took longer than the evaluations.</remarks>
internal sealed class EvolutionState : AnnealingState
{
    // A step that has shrunk this far cannot find anything new; then the cloud opens again around the best point.
    private const double DeadStep = 1e-7, RestartFactor = 0.5, LeastVariance = 1e-20;

    private readonly ThermalEvolution _recipe;
    private readonly AnnealingContext _context;
    private readonly EvolutionRates _rates;
    private readonly double[] _scales, _mean, _variance, _deviation, _path, _stepPath, _move;   // [D]
    private readonly double[] _moves, _points;                                                  // [λ, D]
    private double _sigma, _median;
    private long _generation, _restarts;

    public EvolutionState(ThermalEvolution recipe, AnnealingContext context, int population)
    {
        (_recipe, _context) = (recipe, context);
        var dimension = context.Objective.Dimension;
        _rates = EvolutionRates.For(dimension, population);
        _scales = Numbers(context.Objective.Scales);
        using (var best = context.Population[Array.IndexOf(context.Losses, context.Losses.Min())]) _mean = Numbers(best);
        _variance = new double[dimension];
        Array.Fill(_variance, 1);
        (_deviation, _path, _stepPath, _move) = (new double[dimension], new double[dimension], new double[dimension], new double[dimension]);
        (_moves, _points) = (new double[population * dimension], new double[population * dimension]);
        _sigma = recipe.StepSize;
        _median = context.Losses.Order().ElementAt(context.Losses.Length / 2);
    }

    public override long NextCost => _rates.Population;

    public override AnnealingReport Step()
    {
        var losses = _context.Evaluate(Draw());
        var order = Enumerable.Range(0, losses.Length).OrderBy(i => losses[i]).ToArray();
        Array.Clear(_move);
        for (var rank = 0; rank < _rates.Parents; rank++) Vectors.Add(_move, Move(order[rank]), _rates.Weights[rank]);
        for (var i = 0; i < _mean.Length; i++) _mean[i] += _sigma * _scales[i] * _move[i];
        _generation++;
        Adapt(order);

        var acceptance = losses.Count(f => f < _median) / (double)losses.Length;
        _median = losses[order[losses.Length / 2]];
        var finite = losses.Where(double.IsFinite).ToArray();
        var mean = finite.Length == 0 ? 0 : finite.Average();
        return new AnnealingReport(losses[order[0]], acceptance, _sigma, finite.Length == 0 ? 0 : Math.Sqrt(finite.Average(f => (f - mean) * (f - mean))));
    }

    public override void SaveState(IStateWriter writer)
    {
        foreach (var (name, values) in Arrays) ChainsState.WriteNumbers(writer, name, values);
        writer.Write("sigma", _sigma);
        writer.Write("median", _median);
        writer.Write("generation", _generation);
        writer.Write("restarts", _restarts);
    }

    public override void LoadState(IStateReader reader)
    {
        foreach (var (name, values) in Arrays) ChainsState.ReadNumbers(reader, name, values);
        _sigma = reader.ReadDouble("sigma");
        _median = reader.ReadDouble("median");
        _generation = reader.ReadInt64("generation");
        _restarts = reader.ReadInt64("restarts");
    }

    private (string Name, double[] Values)[] Arrays => [("mean", _mean), ("variance", _variance), ("path", _path), ("step path", _stepPath)];

    private Span<double> Move(int candidate) => _moves.AsSpan(candidate * _mean.Length, _mean.Length);

    /// <summary>y = √C·z into the moves and m + σ·s·y as the candidates, [λ, D].</summary>
    private Tensor Draw()
    {
        var objective = _context.Objective;
        for (var i = 0; i < _deviation.Length; i++) _deviation[i] = Math.Sqrt(_variance[i]);
        var drawn = MemoryMarshal.Cast<byte, float>(Noise.Normal([_rates.Population, _mean.Length], ScalarType.Float32, CPU, _context.Generator).bytes);
        for (var candidate = 0; candidate < _rates.Population; candidate++)
        {
            var start = candidate * _mean.Length;
            var moves = Move(candidate);
            for (var i = 0; i < moves.Length; i++)
            {
                moves[i] = drawn[start + i] * _deviation[i];
                _points[start + i] = _mean[i] + _sigma * _scales[i] * moves[i];
            }
        }
        return tensor(_points, objective.Precision, objective.Device).view(_rates.Population, _mean.Length);
    }

    private void Adapt(int[] order)
    {
        var r = _rates;
        var (step, old) = (Math.Sqrt(r.StepPath * (2 - r.StepPath) * r.Effective), 1 - r.StepPath);
        for (var i = 0; i < _stepPath.Length; i++) _stepPath[i] = old * _stepPath[i] + step * _move[i] / _deviation[i];
        var length = Math.Sqrt(Vectors.Dot(_stepPath, _stepPath));
        // A path that is long only because it has just begun would blow C up; it waits.
        var settled = length / Math.Sqrt(1 - Math.Pow(old, 2.0 * _generation)) < (1.4 + 2.0 / (r.Dimension + 1)) * r.ExpectedLength;
        Vectors.Scale(_path, 1 - r.Path);
        if (settled) Vectors.Add(_path, _move, Math.Sqrt(r.Path * (2 - r.Path) * r.Effective));
        for (var i = 0; i < _variance.Length; i++) _variance[i] = _variance[i] * (1 - r.RankOne - r.RankMany) + r.RankOne * _path[i] * _path[i];
        for (var rank = 0; rank < r.Parents; rank++)
        {
            var weight = r.RankMany * r.Weights[rank];
            var moves = Move(order[rank]);
            for (var i = 0; i < moves.Length; i++) _variance[i] += weight * moves[i] * moves[i];
        }
        var widest = 0.0;
        for (var i = 0; i < _variance.Length; i++) widest = Math.Max(widest, _variance[i] = Math.Max(_variance[i], LeastVariance));
        _sigma *= Math.Exp(Math.Min(1, r.StepPath / r.Damping * (length / r.ExpectedLength - 1)));
        if (!(_sigma * Math.Sqrt(widest) > DeadStep) || !double.IsFinite(_sigma)) Restart();
    }

    private void Restart()
    {
        _restarts++;
        Numbers(_context.Best).CopyTo(_mean, 0);
        Array.Fill(_variance, 1);
        Array.Clear(_path);
        Array.Clear(_stepPath);
        _sigma = Math.Max(_recipe.StepSize * Math.Pow(RestartFactor, _restarts), 1e3 * DeadStep);
        _generation = 0;
    }

    private static double[] Numbers(Tensor values) => values.to(ScalarType.Float64, CPU).data<double>().ToArray();
}
