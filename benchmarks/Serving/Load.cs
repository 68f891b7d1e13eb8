using System.Diagnostics;

namespace MLNetGradExt.Benchmarks.Serving;

/// <summary>What some threads did with a model in some seconds.</summary>
/// <param name="RowsPerSecond">Rows scored a second by all threads.</param>
/// <param name="Calls">How long each call took.</param>
/// <param name="Contentions">How often a thread waited for a lock.</param>
/// <param name="AreSame">Whether every score was that of one thread.</param>
internal sealed record Load(double RowsPerSecond, Latencies Calls, long Contentions, bool AreSame)
{
    public static Load Run(ServedModel model, Func<int, Use> useOf, int threads, double seconds)
    {
        var latencies = Enumerable.Range(0, threads).Select(_ => new Latencies()).ToArray();
        var same = new bool[threads];
        var until = long.MaxValue;
        using var start = new Barrier(threads + 1);
        var workers = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            same[i] = model.Work(useOf(i), i, () => Stopwatch.GetTimestamp() < Volatile.Read(ref until), latencies[i]);
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        var contentions = Monitor.LockContentionCount;
        var began = Stopwatch.GetTimestamp();
        Volatile.Write(ref until, began + (long)(seconds * Stopwatch.Frequency));
        start.SignalAndWait();
        foreach (var worker in workers) worker.Join();
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        contentions = Monitor.LockContentionCount - contentions;

        var rows = Enumerable.Range(0, threads).Sum(i => latencies[i].Count * (useOf(i) == Use.Batch ? ServedModel.Rows : 1.0));
        var singles = new Latencies();
        for (var i = 0; i < threads; i++)
            if (useOf(i) != Use.Batch || threads == 1 || Enumerable.Range(0, threads).All(t => useOf(t) == Use.Batch)) singles.Add(latencies[i]);
        return new Load(rows / took, singles, contentions, same.All(s => s));
    }
}
