using System.Diagnostics;
using System.Globalization;

namespace MLNetGradExt.Benchmarks.Running;

/// <summary>
/// A Python script that stays alive between measurements: it prints <c>ready</c> once, then for every line it reads it does the work
/// once and prints the seconds that took, by the clock that <c>BENCHMARK_CLOCK</c> names (wall or cpu). <c>PYTHON</c> names another interpreter than <c>python3</c>.
/// </summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process _process;

    public PythonPeer(string script, BenchmarkOptions options, params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "python", script));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["OMP_NUM_THREADS"] = options.Threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OPENBLAS_NUM_THREADS"] = Environment.GetEnvironmentVariable("OPENBLAS_NUM_THREADS") ?? "1";
        start.Environment["BENCHMARK_CLOCK"] = options.Clock == Clock.Wall ? "wall" : "cpu";
        _process = Process.Start(start)!;
        About = ReadLine();
    }

    /// <summary>What the script says of itself when it is ready, such as its version of PyTorch.</summary>
    public string About { get; }

    private static string Interpreter => Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } named ? named
        : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Has the work done once.</summary>
    /// <returns>The seconds it took by the script's own clock.</returns>
    public double Run()
    {
        _process.StandardInput.WriteLine("run");
        _process.StandardInput.Flush();
        return double.Parse(ReadLine().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000)) _process.Kill();
        _process.Dispose();
    }

    private string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("The Python side ended early. It wants PyTorch: apt-get install python3-torch, or set PYTHON.");
}
