namespace MLNetGradExt.House.Tests;

/// <summary>The stack this build stands on.</summary>
internal static class Stack
{
    public static bool IsCompat(string name) => Path.Combine(Repository.Root, "Stack.props") is var file && File.Exists(file)
        && File.ReadAllText(file).Contains($"<{name}>compat</{name}>", StringComparison.Ordinal);
}
