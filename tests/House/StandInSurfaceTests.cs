using MLNetGradExt.Testing;

namespace MLNetGradExt.House.Tests;

/// <summary>A stand-in has no public member that upstream lacks.</summary>
public class StandInSurfaceTests
{
    [SkippableTheory]
    [InlineData("TorchStack", "TorchSharp", "TorchSharp-0.106.0.txt")]
    [InlineData("MLStack", "Microsoft.ML", "Microsoft.ML-5.0.0.txt")]
    public void Is_a_part_of_upstreams(string stack, string assembly, string list)
    {
        Skip.IfNot(Stack.IsCompat(stack), $"{assembly} is the real package here");
        var shared = Path.GetFullPath(Path.Combine(TestData.RepositoryRoot, "..", "shared"));
        var tool = Path.Combine(shared, "tools", "api-surface.cs");
        Skip.IfNot(File.Exists(tool), "needs ../shared/tools/api-surface.cs and upstream's list in ../shared/api");
        var (code, output) = Repository.Run("dotnet", ["run", tool, "--", "check", Path.Combine(shared, "api", list), Path.Combine(AppContext.BaseDirectory, assembly + ".dll")]);
        Assert.True(code == 0, output);
        Assert.Contains("0 not upstream", output);
    }
}
