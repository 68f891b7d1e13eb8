using System.Diagnostics;
using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Trainers.Tests.Checkpoints;

/// <summary>A process is killed at random moments, again and again, until it gets to its end.</summary>
public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-kill").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>MLNETGRADEXT_KILLS=20 kills more often than the few times of every test run.</summary>
    [Fact]
    public async Task A_killed_process_resumes_to_the_same_bits_and_leaves_no_unreadable_checkpoint()
    {
        string expected = Path.Combine(_folder, "expected"), actual = Path.Combine(_folder, "actual"), checkpoints = Path.Combine(_folder, "checkpoints");
        Child.Train(null, expected);
        var kills = int.TryParse(Environment.GetEnvironmentVariable("MLNETGRADEXT_KILLS"), out var asked) ? asked : 3;
        var random = new Random(6);
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = Start(checkpoints, actual);
            await process.StandardOutput.ReadLineAsync();
            await Task.Delay(random.Next(50, 600));
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            foreach (var file in CheckpointFolder.Files(checkpoints)) CheckpointFile.Load(file.FullName).Dispose();
        }
        using (var last = Start(checkpoints, actual))
        {
            var error = last.StandardError.ReadToEndAsync();
            await last.StandardOutput.ReadToEndAsync();
            await last.WaitForExitAsync();
            Assert.True(last.ExitCode == 0, await error);
        }
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(actual));
        Assert.Equal(2, Directory.GetFiles(checkpoints).Length);
    }

    private static Process Start(string folder, string result)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", typeof(Child).Assembly.Location, "train", folder, result }) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
