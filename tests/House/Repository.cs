using System.Diagnostics;
using MLNetGradExt.Testing;

namespace MLNetGradExt.House.Tests;

/// <summary>The repository these tests stand in, and a way to run programs in it.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Binary = new(StringComparer.OrdinalIgnoreCase) { ".png", ".zip", ".gz", ".jpg" };

    public static string Root => TestData.RepositoryRoot;

    /// <summary>Paths of tracked text files, relative to the root; in a copy without git, all files that a build did not make.</summary>
    public static IReadOnlyList<string> TextFiles { get; } = [.. Files().Where(file => !Binary.Contains(Path.GetExtension(file)) && File.Exists(Path.Combine(Root, file)))];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static (int Code, string Output) Run(string program, IReadOnlyList<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static IEnumerable<string> Files()
    {
        if (Path.Exists(Path.Combine(Root, ".git")) && Run("git", ["ls-files", "--cached", "--others", "--exclude-standard"]) is (0, var listed))
            return listed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] made = ["bin", "obj", "artifacts", "runs", "build", ".git", "TestResults"];
        return Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(made.Contains) && file != "Stack.props");
    }
}
