using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Checkpoints;

public class StateDictionaryTests
{
    [Fact]
    public void What_was_written_comes_back()
    {
        using var scope = NewDisposeScope();
        using var state = new StateDictionary();
        var inner = state.Scope("optimizer");
        var original = randn(3, 2);
        inner.Write("m", original);
        inner.Write("steps", 12L);
        state.Write("rate", 0.1 + 0.2);
        state.Write("name", "Adam");
        original.fill_(0);

        var target = zeros(3, 2);
        state.Scope("optimizer").ReadInto("m", target);
        Assert.Contains(target.Values(), v => v != 0);
        Assert.Equal(12, state.Scope("optimizer").ReadInt64("steps"));
        Assert.Equal(0.1 + 0.2, state.ReadDouble("rate"));
        Assert.Equal("Adam", state.ReadString("name"));
        Assert.True(state.Scope("optimizer").Has("m"));
        Assert.False(state.Has("m"));
        Assert.Equal(["name", "optimizer/m", "optimizer/steps", "rate"], state.Values.Keys);
    }

    [Fact]
    public void What_is_missing_or_other_is_named()
    {
        using var state = new StateDictionary();
        state.Write("x", 1L);
        state.Write("t", zeros(2));
        Assert.Contains("y", Assert.Throws<InvalidDataException>(() => state.ReadInt64("y")).Message);
        Assert.Contains("x", Assert.Throws<InvalidDataException>(() => state.ReadString("x")).Message);
        Assert.Contains("[3]", Assert.Throws<InvalidDataException>(() => state.ReadInto("t", zeros(3))).Message);
    }
}
