using System.Diagnostics;
using System.Globalization;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>SciPy's <c>dual_annealing</c> on the same rows with the same number of evaluations, by <c>python/dual_annealing.py</c>.</summary>
internal static class DualAnnealing
{
    public static IEnumerable<(double Train, double Test, double Seconds)> Run(string shape, long budget, int seeds)
    {
        var python = Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } named ? named : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "python", "dual_annealing.py"), Gradients.Digits.SampleData("sine-1024.csv"), shape, $"{budget}", $"{seeds}" })
            start.ArgumentList.Add(argument);
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var numbers = line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            yield return (numbers[0], numbers[1], numbers[2]);
        }
        process.WaitForExit();
        if (process.ExitCode != 0) Console.WriteLine("  (SciPy could not run: apt-get install python3-scipy, or set PYTHON)");
    }
}
