using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>
/// Modules over the same weights, each used by one thread at a time, so that threads score side by side: TorchSharp does not promise that
/// one module may be used by two. A thread takes an idle module by one atomic exchange; a new one is made only when none is idle.
/// </summary>
/// <param name="first">The network's own module; disposed with the pool.</param>
/// <param name="most">The most modules there may be; 1 for a module that can't be made again, and threads then take turns.</param>
/// <param name="make">Makes another module over the same weights.</param>
internal sealed class ReplicaPool(nn.Module<Tensor, Tensor> first, int most, Func<nn.Module<Tensor, Tensor>> make) : IDisposable
{
    private readonly nn.Module<Tensor, Tensor>?[] _idle = [first, .. new nn.Module<Tensor, Tensor>?[most - 1]];
    private readonly Lock _making = new();
    private readonly object _turn = new();
    private int _made = 1;
    private int _most = most;
    private int _waiting;
    private volatile bool _closed;

    /// <summary>Takes a module for this thread's use; waits where all are in use and no more may be made.</summary>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public ReplicaLease Rent()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(TrainedNetwork));
            if (TryTake(out var lease) || TryMake(out lease)) return lease;
            lock (_turn)
            {
                Interlocked.Increment(ref _waiting); // seen by whoever gives back after the look below
                try
                {
                    if (TryTake(out lease)) return lease;
                    if (!_closed) Monitor.Wait(_turn);
                }
                finally
                {
                    Interlocked.Decrement(ref _waiting);
                }
            }
        }
    }

    /// <summary>Does something to the weights while nobody scores.</summary>
    public T Alone<T>(Func<T> work)
    {
        lock (_making)
        {
            var leases = new List<ReplicaLease>();
            try
            {
                // Nobody makes another while this thread holds the lock.
                while (leases.Count < _made) leases.Add(Rent());
                return work();
            }
            finally
            {
                foreach (var lease in leases) lease.Dispose();
            }
        }
    }

    /// <summary>Disposes idle modules now and those in use when they are given back.</summary>
    public void Dispose()
    {
        lock (_making) // whoever makes one reads the tensors of the first
        {
            _closed = true;
            for (var i = 0; i < _idle.Length; i++) Interlocked.Exchange(ref _idle[i], null)?.Dispose();
        }
        lock (_turn) Monitor.PulseAll(_turn);
    }

    internal void Return(nn.Module<Tensor, Tensor> module, int place)
    {
        Interlocked.Exchange(ref _idle[place], module);
        if (_closed) Interlocked.Exchange(ref _idle[place], null)?.Dispose();
        if (Volatile.Read(ref _waiting) == 0) return;
        lock (_turn) Monitor.Pulse(_turn);
    }

    private bool TryTake(out ReplicaLease lease)
    {
        var made = Volatile.Read(ref _made);
        var start = made == 1 ? 0 : Environment.CurrentManagedThreadId % made; // threads look in different places first
        for (var i = 0; i < made; i++)
        {
            var place = start + i < made ? start + i : start + i - made;
            if (Volatile.Read(ref _idle[place]) is null || Interlocked.Exchange(ref _idle[place], null) is not { } module) continue;
            lease = new ReplicaLease(this, module, place);
            return true;
        }
        lease = default;
        return false;
    }

    private bool TryMake(out ReplicaLease lease)
    {
        lease = default;
        if (Volatile.Read(ref _made) >= Volatile.Read(ref _most) || _making.IsHeldByCurrentThread || !_making.TryEnter()) return false;
        try
        {
            if (_made >= _most || _closed) return false;
            lease = new ReplicaLease(this, make(), _made);
            Volatile.Write(ref _made, _made + 1);
            return true;
        }
        catch (ArgumentException)
        {
            Volatile.Write(ref _most, _made); // somebody's module that is not what its recipe says: threads take turns
            return false;
        }
        finally
        {
            _making.Exit();
        }
    }
}

/// <summary>A module in use by one thread; giving it back lets the next one have it.</summary>
internal readonly struct ReplicaLease(ReplicaPool pool, nn.Module<Tensor, Tensor> module, int place) : IDisposable
{
    public nn.Module<Tensor, Tensor> Module => module;

    public void Dispose() => pool.Return(module, place);
}
