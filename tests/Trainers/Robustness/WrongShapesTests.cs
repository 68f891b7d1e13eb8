using System.Diagnostics;

namespace MLNetGradExt.Trainers.Tests.Robustness;

public class WrongShapesTests
{
    // Only a user's own module and a value among the features are first seen by libtorch.
    private static readonly string[] _native = ["a module of another input", "a word beyond the vocabulary"];

    [Fact]
    public async Task Every_mistake_is_an_exception_and_none_ends_the_process()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { "exec", typeof(WrongShapes).Assembly.Location },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 && lines[^1] == "end", $"The process ended at: {lines.LastOrDefault()}\n{await error}");
        var wrong = lines.Where(line => line[0] == '=' && (line.EndsWith(": nothing", StringComparison.Ordinal) || (line.Contains("ExternalException", StringComparison.Ordinal) && !_native.Any(line.Contains)))).ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        Assert.Equal(WrongShapes.Names.Count(), lines.Count(line => line[0] == '='));
    }
}
