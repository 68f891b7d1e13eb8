using System.Diagnostics;
using System.Globalization;

namespace MLNetGradExt.Testing;

/// <summary>
/// Mutated files, one after another, in a process of its own whose managed memory is limited: a few in every test run, as many as
/// <c>MLNETGRADEXT_FUZZ</c> says when it is set. The number of a mutation is its seed, so that one alone can be run again.
/// </summary>
internal static class FuzzRun
{
    private const long HeapLimit = 400L << 20, Growth = 400, Milliseconds = 20_000;

    /// <summary>How many to try.</summary>
    public static int Count(int usual) => int.TryParse(Environment.GetEnvironmentVariable("MLNETGRADEXT_FUZZ"), out var asked) ? asked : usual;

    /// <summary>Runs the program <c>fuzz what count</c> of an assembly in its own process and holds it to the bounds.</summary>
    /// <returns>What it said.</returns>
    public static string Start(Type program, string what, int count)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            ArgumentList = { "exec", program.Assembly.Location, "fuzz", what, count.ToString(CultureInfo.InvariantCulture) },
            Environment = { ["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("X", CultureInfo.InvariantCulture) },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        var numbers = output.Trim().Split('\n')[^1].Split(' ').Where(word => double.TryParse(word, CultureInfo.InvariantCulture, out _)).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        Assert.True(numbers is [_, _, <= Milliseconds, <= Growth], output);
        return output.Trim();
    }

    /// <summary>The child's part.</summary>
    /// <param name="what">What is mutated.</param>
    /// <param name="arguments">How many, and from which number on.</param>
    /// <param name="attempt">Mutates and loads by these random numbers; gives whether it was loaded, throws what it must not throw.</param>
    /// <returns>The exit code.</returns>
    public static int Loop(string what, string[] arguments, Func<Random, bool> attempt)
    {
        var count = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var first = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 0;
        int loaded = 0, failed = 0;
        double slowest = 0;
        var before = Peak();
        for (var i = first; i < first + count && failed < 20; i++)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                if (attempt(new Random(i))) loaded++;
            }
            catch (Exception problem)
            {
                failed++;
                Console.WriteLine($"{what} {i}: {problem}");
            }
            slowest = Math.Max(slowest, clock.Elapsed.TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: of {count} mutations {loaded} were loaded, the slowest in {slowest:F0} ms; memory grew by {Peak() - before} MB"));
        return failed == 0 ? 0 : 1;
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }
}
