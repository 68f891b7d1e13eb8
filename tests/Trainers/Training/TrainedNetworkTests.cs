using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

public class TrainedNetworkTests
{
    [Fact]
    public void Restoring_a_state_scores_the_same()
    {
        using var scope = NewDisposeScope();
        var recipe = Network.Mlp(8).WithNormalization(Normalization.Batch);
        using var original = Fresh(recipe);
        using var restored = TrainedNetwork.Restore(recipe, [4], 2, original.State(), Device.Cpu);
        var x = randn(5, 4);
        Assert.True(original.Predict(x).Same(restored.Predict(x)));
    }

    [Fact]
    public void Every_difference_of_a_state_is_listed()
    {
        using var scope = NewDisposeScope();
        using var original = Fresh(Network.Mlp(8));
        var message = Assert.Throws<ArgumentException>(() => TrainedNetwork.Restore(Network.Mlp(9, 3), [4], 2, original.State(), Device.Cpu)).Message;
        Assert.Contains("0.weight has shape [8, 4] instead of [9, 4]", message);
        Assert.Contains("4.bias is missing", message);
    }

    [Fact]
    public void A_wrong_row_shape_is_named()
    {
        using var scope = NewDisposeScope();
        using var network = Fresh(Network.Mlp(8));
        Assert.Contains("[4]", Assert.Throws<ArgumentException>(() => network.Predict(zeros(3, 5))).Message);
    }

    [Fact]
    public void Features_of_other_number_types_are_converted()
    {
        using var scope = NewDisposeScope();
        using var network = Fresh(Network.Mlp(8));
        Assert.True(network.Predict(ones(3, 4)).Same(network.Predict(ones(3, 4, ScalarType.Float64))));
        Assert.True(network.Predict(ones(3, 4)).Same(network.Predict(ones(3, 4, ScalarType.Int64))));
    }

    [Fact]
    public void Threads_may_score_at_the_same_time()
    {
        using var network = Fresh(Network.Mlp(32).WithNormalization(Normalization.Batch).WithDropout(0.5));
        using var x = randn(64, 4);
        using var expected = network.Predict(x);
        var values = expected.Values();
        Parallel.For(0, 200, _ =>
        {
            using var scope = NewDisposeScope();
            Assert.Equal(values, network.Predict(x).Values());
        });
    }

    private static TrainedNetwork Fresh(Network recipe)
    {
        using var generator = new Generator(3, CPU);
        return new TrainedNetwork(recipe, [4], 2, recipe.Build(new NetworkContext([4], 2, generator, CPU)), CPU);
    }
}
