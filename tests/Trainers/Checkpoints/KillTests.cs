using System.Diagnostics;
using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Trainers.Tests.Checkpoints;

/// <summary>A process is killed at random moments, again and again, until it gets to its end.</summary>
public sealed class KillTests(Xunit.Abstractions.ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-kill").FullName;

    private readonly HashSet<string> _left = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>MLNETGRADEXT_KILLS=20 kills more often than the few times of every test run: at any moment, or when a checkpoint is being written.</summary>
    [Theory]
    [InlineData(32, 12, false)]
    [InlineData(400, 4, true)]
    public async Task A_killed_process_resumes_to_the_same_bits_and_leaves_no_unreadable_checkpoint(int width, int epochsForEachKill, bool whileWriting)
    {
        string expected = Path.Combine(_folder, "expected"), actual = Path.Combine(_folder, "actual"), checkpoints = Path.Combine(_folder, "checkpoints");
        var kills = int.TryParse(Environment.GetEnvironmentVariable("MLNETGRADEXT_KILLS"), out var asked) ? asked : 3;
        var (epochs, running, halfWritten) = (epochsForEachKill * (kills + 1), 0, 0);
        Child.Train(null, expected, width, epochs);
        var random = new Random(6);
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = Start(checkpoints, actual, width, epochs);
            await process.StandardOutput.ReadLineAsync();
            await Task.Delay(random.Next(50, 1000));
            while (whileWriting && HalfWritten().Length == 0 && !process.HasExited) await Task.Yield();
            if (!process.HasExited) running++;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            halfWritten += HalfWritten().Count(_left.Add);
            foreach (var file in CheckpointFolder.Files(checkpoints)) CheckpointFile.Load(file.FullName).Dispose();
        }
        using (var last = Start(checkpoints, actual, width, epochs))
        {
            var error = last.StandardError.ReadToEndAsync();
            await last.StandardOutput.ReadToEndAsync();
            await last.WaitForExitAsync();
            Assert.True(last.ExitCode == 0, await error);
        }
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(actual));
        Assert.Equal(2, Directory.GetFiles(checkpoints).Length);
        output.WriteLine($"{kills} kills, {running} of them in the middle of training, {halfWritten} of those in the middle of a checkpoint");
        Assert.True(halfWritten > 0 || !whileWriting, "no kill came in the middle of a checkpoint");
        Assert.True(running > 0, "no kill came before the end of training");
    }

    /// <summary>Files in the making that no earlier kill has left.</summary>
    private string[] HalfWritten() => Directory.Exists(Path.Combine(_folder, "checkpoints")) ? [.. Directory.GetFiles(Path.Combine(_folder, "checkpoints"), "*.tmp").Where(file => !_left.Contains(file))] : [];

    private static Process Start(string folder, string result, int width, int epochs)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", typeof(Child).Assembly.Location, "train", folder, result, $"{width}", $"{epochs}" }) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
