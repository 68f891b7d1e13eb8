using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// Limited-memory BFGS (Nocedal, 1980) with a line search to the strong Wolfe conditions, in double precision on plain arrays:
/// the steps' inner products are all it computes besides the objective.
/// </summary>
internal sealed class Lbfgs(int history = 20) : ICheckpointable
{
    private const double GradientTolerance = 1e-10;

    private readonly List<(double[] Move, double[] Change, double Curvature)> _pairs = [];
    private double[] _gradient = [];
    private bool _evaluated;

    /// <summary>The present point.</summary>
    public double[] Position { get; private set; } = [];

    /// <summary>Its loss, known after the first step.</summary>
    public double Loss { get; private set; } = double.PositiveInfinity;

    public void Begin(double[] start)
    {
        (Position, _gradient, Loss, _evaluated) = (start, new double[start.Length], double.PositiveInfinity, false);
        _pairs.Clear();
    }

    /// <summary>One iteration.</summary>
    /// <param name="objective">Fills the gradient and returns the loss.</param>
    /// <param name="trials">Evaluations that its line search may take.</param>
    /// <returns>False when the gradient has vanished or no way leads down.</returns>
    public bool Step(Objective objective, int trials)
    {
        if (!_evaluated)
        {
            Loss = objective(Position, _gradient);
            _evaluated = true;
            if (!double.IsFinite(Loss)) return false;
            if (--trials < 1) return true;
        }
        if (!(_gradient.Max(Math.Abs) > GradientTolerance)) return false;
        var direction = Direction();
        var slope = Vectors.Dot(direction, _gradient);
        if (!(slope < 0))
        {
            _pairs.Clear();
            direction = [.. _gradient.Select(g => -g)];
            slope = -Vectors.Dot(_gradient, _gradient);
        }
        var first = _pairs.Count == 0 ? Math.Min(1, 1 / _gradient.Sum(Math.Abs)) : 1;
        var found = LineSearch.Along(objective, Position, direction, Loss, slope, first, trials);
        if (found is not { } next)
        {
            // A bad memory may be to blame; without one there is nothing left to try.
            if (_pairs.Count == 0) return false;
            _pairs.Clear();
            return true;
        }
        Remember(next);
        (Position, _gradient, Loss) = (next.Position, next.Gradient, next.Loss);
        return true;
    }

    public void SaveState(IStateWriter writer)
    {
        writer.Write("loss", Loss);
        writer.Write("evaluated", _evaluated ? 1L : 0L);
        writer.Write("length", (long)Position.Length);
        writer.Write("pairs", (long)_pairs.Count);
        ChainsState.WriteNumbers(writer, "position", Position);
        ChainsState.WriteNumbers(writer, "gradient", _gradient);
        for (var i = 0; i < _pairs.Count; i++)
        {
            ChainsState.WriteNumbers(writer, $"move {i}", _pairs[i].Move);
            ChainsState.WriteNumbers(writer, $"change {i}", _pairs[i].Change);
        }
    }

    public void LoadState(IStateReader reader)
    {
        Begin(new double[reader.ReadInt64("length")]);
        Loss = reader.ReadDouble("loss");
        _evaluated = reader.ReadInt64("evaluated") != 0;
        ChainsState.ReadNumbers(reader, "position", Position);
        ChainsState.ReadNumbers(reader, "gradient", _gradient);
        for (long i = 0; i < reader.ReadInt64("pairs"); i++)
        {
            var (move, change) = (new double[Position.Length], new double[Position.Length]);
            ChainsState.ReadNumbers(reader, $"move {i}", move);
            ChainsState.ReadNumbers(reader, $"change {i}", change);
            _pairs.Add((move, change, Vectors.Dot(move, change)));
        }
    }

    /// <summary>−H·g by the two loops over the remembered pairs.</summary>
    private double[] Direction()
    {
        var direction = _gradient.Select(g => -g).ToArray();
        if (_pairs.Count == 0) return direction;
        var shares = new double[_pairs.Count];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = Vectors.Dot(_pairs[i].Move, direction) / _pairs[i].Curvature;
            Vectors.Add(direction, _pairs[i].Change, -shares[i]);
        }
        var (_, change, curvature) = _pairs[^1];
        Vectors.Scale(direction, curvature / Vectors.Dot(change, change));
        for (var i = 0; i < _pairs.Count; i++)
            Vectors.Add(direction, _pairs[i].Move, shares[i] - Vectors.Dot(_pairs[i].Change, direction) / _pairs[i].Curvature);
        return direction;
    }

    private void Remember(LinePoint next)
    {
        var (move, change) = (Vectors.Difference(next.Position, Position), Vectors.Difference(next.Gradient, _gradient));
        var curvature = Vectors.Dot(move, change);
        // Without positive curvature the pair says nothing of a minimum.
        if (!(curvature > 1e-12 * Math.Sqrt(Vectors.Dot(move, move) * Vectors.Dot(change, change)))) return;
        if (_pairs.Count == history) _pairs.RemoveAt(0);
        _pairs.Add((move, change, curvature));
    }
}

/// <summary>Fills the gradient and returns the loss.</summary>
internal delegate double Objective(double[] position, double[] gradient);
