using System.Runtime.ExceptionServices;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>Rows read together and scored in one forward pass, by a thread of the pool or by whoever first needs the scores.</summary>
internal sealed class ScoredBlock(NetworkScorer scorer)
{
    private readonly ManualResetEventSlim _done = new();
    private ExceptionDispatchInfo? _failure;

    // Twice the number of the filling, and one more once somebody scores it.
    private int _state;

    /// <summary>The features, row by row.</summary>
    public float[] Numbers { get; private set; } = [];

    /// <summary>The finished outputs, row by row.</summary>
    public float[] Outputs { get; private set; } = [];

    /// <summary>Where the rows stood in the input.</summary>
    public (long Position, long Batch, DataViewRowId Id)[] Marks { get; private set; } = [];

    /// <summary>Rows there is room for.</summary>
    public int Capacity => Marks.Length;

    /// <summary>Rows read.</summary>
    public int Count { get; set; }

    public void Grow(int rows)
    {
        (Numbers, Outputs, Marks) = (new float[rows * scorer.Width], new float[rows * scorer.Outputs], new (long, long, DataViewRowId)[rows]);
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        (Count, _failure) = (0, null);
        _done.Reset();
        Volatile.Write(ref _state, (_state | 1) + 1);
    }

    /// <summary>Has the scores made by another thread if one is free.</summary>
    public void Begin()
    {
        var filling = _state; // the pool may come to it when the block has other rows
        ThreadPool.UnsafeQueueUserWorkItem(block => block.Score(filling), this, preferLocal: false);
    }

    /// <summary>Waits for the scores, or makes them where no thread has begun: so threads of the pool that score never wait for the pool.</summary>
    public void Finish()
    {
        Score(_state & ~1);
        _done.Wait();
        _failure?.Throw();
    }

    private void Score(int filling)
    {
        if (Interlocked.CompareExchange(ref _state, filling + 1, filling) != filling) return;
        try
        {
            scorer.Score(Numbers, Count, Outputs);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
        _done.Set();
    }
}
