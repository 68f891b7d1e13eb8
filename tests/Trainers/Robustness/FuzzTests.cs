using MLNetGradExt.Testing;

namespace MLNetGradExt.Trainers.Tests.Robustness;

public class FuzzTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [InlineData("safetensors", 400)]
    [InlineData("checkpoint", 400)]
    [InlineData("resume", 60)]
    [InlineData("recipe", 400)]
    [InlineData("history", 200)]
    public void A_mutated_file_loads_or_is_refused_in_bounded_time_and_memory(string what, int count) => output.WriteLine(FuzzRun.Start(typeof(Child), what, FuzzRun.Count(count)));
}
