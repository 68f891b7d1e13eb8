using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>A descent to the bottom of a valley, step by step.</summary>
internal abstract class Quench : ICheckpointable, IDisposable
{
    // A quench is over when so many steps have brought less than this share of the loss.
    private const int Window = 100;
    private const double LeastProgress = 1e-4;

    private int _steps, _most = 0;
    private double _windowStart = double.PositiveInfinity;
    private bool _stuck;

    public bool IsDone => _stuck || _steps >= _most;

    /// <summary>The loss at <see cref="Position"/>.</summary>
    public double Loss { get; protected set; } = double.PositiveInfinity;

    /// <summary>The present point, [D], in the caller's dispose scope.</summary>
    public abstract Tensor Position();

    public void Begin(Tensor start, int most)
    {
        (_steps, _most, _windowStart, _stuck, Loss) = (0, most, double.PositiveInfinity, false, double.PositiveInfinity);
        Start(start, most);
    }

    public void Step()
    {
        if (!Advance()) _stuck = true;
        if (_steps++ % Window != 0) return;
        if (_windowStart - Loss <= LeastProgress * Math.Abs(Loss)) _stuck = true;
        _windowStart = Loss;
    }

    public virtual void SaveState(IStateWriter writer)
    {
        writer.Write("steps", _steps);
        writer.Write("most", _most);
        writer.Write("window start", _windowStart);
        writer.Write("stuck", _stuck ? 1L : 0L);
        writer.Write("loss", Loss);
    }

    public virtual void LoadState(IStateReader reader)
    {
        _steps = (int)reader.ReadInt64("steps");
        _most = (int)reader.ReadInt64("most");
        _windowStart = reader.ReadDouble("window start");
        _stuck = reader.ReadInt64("stuck") != 0;
        Loss = reader.ReadDouble("loss");
    }

    public abstract void Dispose();

    protected abstract void Start(Tensor start, int most);

    /// <summary>One step; false when there is no way down any more.</summary>
    protected abstract bool Advance();
}
