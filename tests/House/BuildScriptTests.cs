using MLNetGradExt.Testing;
namespace MLNetGradExt.House.Tests;

/// <summary>build.sh, as far as it can be asked without building.</summary>
public class BuildScriptTests
{
    private static (int Code, string Output) Build(params string[] arguments) => Repository.Run("bash", ["build.sh", .. arguments]);

    [Fact]
    public void Says_how_it_is_used()
    {
        var (code, output) = Build("--help");
        Assert.Equal(0, code);
        foreach (var verb in new[] { "demo", "test", "bench", "pack", "--stack" }) Assert.Contains(verb, output);
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("--data")]
    [InlineData("--stack")]
    [InlineData("--stack", "paper")]
    public void Refuses_what_it_does_not_understand(params string[] arguments)
    {
        var (code, output) = Build(arguments);
        Assert.Equal(2, code);
        Assert.Contains("build.sh:", output);
    }

    [SkippableFact]
    public void Says_in_one_line_which_stack_it_chose_and_passes_on_what_follows_the_dashes()
    {
        Skip.IfNot(File.Exists(Path.Combine(Repository.Root, "Stack.props")), "build.sh has not chosen a stack here yet");
        var (code, output) = Build("demo", "--dry-run", "--", "--data", "my file.csv");
        Assert.True(code == 0, output);
        Assert.Single(output.Split('\n'), line => line.StartsWith("stack: ", StringComparison.Ordinal));
        Assert.Contains("--data my file.csv", output);
    }

    [SkippableFact]
    public void Packs_nothing_over_stand_ins()
    {
        Skip.IfNot(Stack.IsCompat("MLStack") || Stack.IsCompat("TorchStack"), "this is the nuget stack, where packages are made");
        var (code, output) = Build("pack");
        Assert.Equal(2, code);
        Assert.Contains("nuget stack only", output);
    }

    [SkippableFact]
    public void A_wrong_torch_root_is_an_error_that_names_it()
    {
        Skip.IfNot(Stack.IsCompat("TorchStack"), "TORCH_ROOT counts on the compat stack only");
        var (code, output) = Repository.Run("bash", ["build.sh", "--dry-run"], ("TORCH_ROOT", "/nowhere"));
        Assert.Equal(2, code);
        Assert.Contains("TORCH_ROOT=/nowhere holds no libtorch", output);
    }

    [Fact]
    public void Without_an_sdk_it_says_where_to_get_one()
    {
        using var tools = new TempFolder();
        foreach (var tool in new[] { "bash", "dirname", "mkdir", "nproc" })
            if (new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists) is { } real) File.CreateSymbolicLink(tools[tool], real);
        var (code, output) = Repository.Run("bash", ["build.sh"], ("PATH", tools.Path));
        Assert.Equal(2, code);
        Assert.Contains("dotnet.microsoft.com", output);
    }

    [Fact]
    public void CI_runs_the_command_that_the_readme_names()
    {
        Assert.Contains("./build.sh test", Repository.Read("README.md"));
        Assert.Contains("./build.sh test", Repository.Read(".ci/run"));
    }
}
