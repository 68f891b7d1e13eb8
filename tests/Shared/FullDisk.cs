using System.Diagnostics;

namespace MLNetGradExt.Testing;

/// <summary>
/// A process whose files can't grow beyond 16 KB, which writers see as they see a full disk: the system refuses in the middle of a file.
/// </summary>
internal static class FullDisk
{
    /// <summary>A content that does not fit.</summary>
    public const int TooMuch = 1 << 20;

    /// <summary>Runs the program <c>full</c> of an assembly with that limit and gives its lines.</summary>
    public static string[] Run(Type program)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "limits a process with Linux's bash");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var start = new ProcessStartInfo("/bin/bash")
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            // Without the signal the write itself fails; the runtime's own mapped memory counts as files when it may not write to code.
            ArgumentList = { "-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" exec \"$1\" full", dotnet, program.Assembly.Location },
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The child's part for a file that is replaced: the old one stays, nothing lies beside it, and the error names it.</summary>
    public static void Replaced(string what, string folder, Action<string> writeLittle, Action<string> writeMuch)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, what)).FullName, "file");
        writeLittle(path);
        var before = File.ReadAllBytes(path);
        var message = Message(() => writeMuch(path));
        var intact = before.AsSpan().SequenceEqual(File.ReadAllBytes(path)) && Directory.GetFiles(Path.GetDirectoryName(path)!).Length == 1;
        Console.WriteLine($"{what}: {(intact ? "intact" : "changed")}, {(message.Contains(path, StringComparison.Ordinal) ? "named" : "not named")}: {message}");
    }

    /// <summary>What the one exception says.</summary>
    public static string Message(Action act)
    {
        try
        {
            act();
            return "no error";
        }
        catch (IOException problem)
        {
            return problem.Message;
        }
    }
}
