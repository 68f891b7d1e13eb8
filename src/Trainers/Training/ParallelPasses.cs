using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>
/// Forward passes large enough for torch to spread one over its threads: of these only as many run at once, in the whole process, as
/// there are processors for. Each calling thread gets a team of torch threads of its own, and teams that share processors wait for each
/// other at every operation: sixteen threads with batches had a fortieth of the throughput.
/// </summary>
internal static class ParallelPasses
{
    // Torch's kernels and the matrix products below them begin to use threads at some 32,768 to 262,144 numbers.
    private const long Large = 1 << 15;

    private static readonly object s_turn = new();
    private static int s_running;
    private static int s_waiting;

    /// <summary>Begins a pass; waits its turn if it must.</summary>
    /// <param name="work">Products of numbers in it.</param>
    public static Turn Begin(long work)
    {
        // Asking also makes torch apply the number, where one was set, to this thread's kernels.
        var threads = get_num_threads();
        if (threads == 1 || work < Large) return default;
        var most = Math.Max(1, Environment.ProcessorCount / threads);
        while (!TryBegin(most))
            lock (s_turn)
            {
                Interlocked.Increment(ref s_waiting); // seen by whoever ends after the look below
                if (Volatile.Read(ref s_running) >= most) Monitor.Wait(s_turn);
                Interlocked.Decrement(ref s_waiting);
            }
        return new Turn(true);
    }

    private static bool TryBegin(int most)
    {
        for (var running = Volatile.Read(ref s_running); running < most;)
        {
            var seen = Interlocked.CompareExchange(ref s_running, running + 1, running);
            if (seen == running) return true;
            running = seen;
        }
        return false;
    }

    private static void End()
    {
        Interlocked.Decrement(ref s_running);
        if (Volatile.Read(ref s_waiting) == 0) return;
        lock (s_turn) Monitor.Pulse(s_turn);
    }

    /// <summary>A pass in progress.</summary>
    internal readonly struct Turn(bool counts) : IDisposable
    {
        public void Dispose()
        {
            if (counts) End();
        }
    }
}
