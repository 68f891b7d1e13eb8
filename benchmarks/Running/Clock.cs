using System.Diagnostics;

namespace MLNetGradExt.Benchmarks.Running;

/// <summary>What a measurement counts.</summary>
internal enum Clock { Wall, Processor }

internal static class ClockExtensions
{
    /// <summary>The seconds that some work takes.</summary>
    public static double Time(this Clock clock, Action work)
    {
        var start = clock.Now();
        work();
        return clock.Now() - start;
    }

    private static double Now(this Clock clock) => clock == Clock.Wall ? Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency : Environment.CpuUsage.TotalTime.TotalSeconds;
}
