using MLNetGradExt.Checkpoints;
using MLNetGradExt.Gradients;
using MLNetGradExt.Trainers.Tests.Gradients;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Checkpoints;

/// <summary>The state of a random generator in a checkpoint: real TorchSharp ends the process over a wrong one.</summary>
public class GeneratorStateTests
{
    [Theory]
    [InlineData(8, 255)]   // how many numbers are left
    [InlineData(12, 0)]    // seeded or not
    [InlineData(16, 255)]  // the place of the next
    public void Damaged_bytes_are_refused(int at, byte value) => AssertRefused("damaged", state => state.narrow(0, at, 4).fill_(value));

    [Fact]
    public void Another_type_is_refused() => AssertRefused("Float32", state => state.to(ScalarType.Float32));

    [Fact]
    public void Another_size_is_refused() => AssertRefused("[5000]", state => state.narrow(0, 0, 5000));

    private static void AssertRefused(string word, Func<Tensor, Tensor> damage)
    {
        using var scope = NewDisposeScope();
        using var buffer = Toy.Small();
        using var pipeline = GradientPipeline.Bind([Gradient.Noise()], buffer);
        using var saved = new StateDictionary();
        pipeline.SaveState(saved);
        pipeline.LoadState(saved);

        var state = saved.ReadTensor("generator");
        var damaged = damage(state);
        using var other = new StateDictionary();
        other.Write("generator", word == "damaged" ? state : damaged);
        Assert.Contains(word, Assert.Throws<InvalidDataException>(() => pipeline.LoadState(other)).Message);
    }
}
