using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Networks;

public class NetworkTests
{
    [Fact]
    public void Mlp_names_its_parameters_as_PyTorchs_sequential()
    {
        using var module = Build(Network.Mlp(8, 4).WithDropout(0.1), [3], 2);
        Assert.Equal(["0.bias", "0.weight", "3.bias", "3.weight", "6.bias", "6.weight"], module.state_dict().Keys.Order());
    }

    [Fact]
    public void Equal_seeds_build_equal_networks_and_leave_the_global_state_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var before = Generator.Default.get_state();
        using var a = Build(Network.Mlp(8).WithDropout(0.5), [3], 2, seed: 1);
        using var b = Build(Network.Mlp(8).WithDropout(0.5), [3], 2, seed: 1);
        using var c = Build(Network.Mlp(8).WithDropout(0.5), [3], 2, seed: 2);
        Assert.True(a.get_parameter("0.weight")!.Same(b.get_parameter("0.weight")!));
        Assert.False(a.get_parameter("0.weight")!.Same(c.get_parameter("0.weight")!));
        Assert.True(Generator.Default.get_state().Same(before));
    }

    [Fact]
    public void Recipes_compare_and_print_by_value()
    {
        Assert.Equal<Network>(Network.Mlp(64, 64).WithDropout(0.2), Network.Mlp(64, 64).WithDropout(0.2));
        Assert.NotEqual<Network>(Network.Mlp(64, 64), Network.Mlp(64, 32));
        Assert.Contains("[64, 32]", Network.Mlp(64, 32).ToString());
        Assert.Equal(Network.Sequential(Layer.Linear(3), Layer.Residual(Layer.Linear(3))), Network.Sequential(Layer.Linear(3), Layer.Residual(Layer.Linear(3))));
    }

    public static TheoryData<Network, long[]> Shapes => new()
    {
        { Network.Linear(), [5] },
        { Network.Mlp(), [5] },
        { Network.Mlp(8, 8).WithResidual().WithNormalization(Normalization.Batch), [5] },
        { Network.Mlp(8).WithNormalization(Normalization.Layer).WithActivation(Activation.Gelu), [2, 3] },
        { Network.ResidualMlp(16, 2, dropout: 0.1), [5] },
        { Network.Sequential(Layer.Conv2d(4, 3, padding: 1), Layer.Activation(Activation.Relu), Layer.MaxPool2d(2), Layer.GlobalAveragePool()), [1, 6, 6] },
        { Network.Sequential(Layer.Reshape(1, 6, 6), Layer.Conv2d(4, 3)), [36] },
        { Network.Sequential(Layer.Embedding(10, 4), Layer.SpatialDropout1d(0.2)), [7] },
        { Network.Sequential(Layer.Residual([Layer.Linear(9)], [Layer.Linear(9)])), [5] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Networks_give_the_outputs_that_are_wanted_in_training_and_evaluation(Network network, long[] input)
    {
        using var scope = NewDisposeScope();
        using var module = Build(network, [.. input], 3);
        var x = ones([4, .. input]);
        Assert.Equal([4, 3], module.call(x).shape);
        module.eval();
        var together = module.call(x);
        Assert.Equal([4, 3], together.shape);
        GoldenCore.Near(together[0].Values(), module.call(x.narrow(0, 0, 1)).Values(), 1e-5);
    }

    [Fact]
    public void Misfits_are_found_before_any_tensor_is_made_and_name_layer_and_shapes()
    {
        var conv = Assert.Throws<ArgumentException>(() => Build(Network.Sequential(Layer.Linear(8), Layer.Conv2d(4, 3)), [5], 1)).Message;
        Assert.Contains("Layer 1 (Conv2dLayer)", conv);
        Assert.Contains("[channels, height, width]", conv);
        Assert.Contains("[8]", conv);
        Assert.Contains("Layer 1.body.0", Assert.Throws<ArgumentException>(() => Build(Network.Sequential(Layer.Linear(8), Layer.Residual(Layer.GroupNorm(3))), [5], 1)).Message);
        Assert.Contains("shortcut", Assert.Throws<ArgumentException>(() => Build(Network.Sequential(Layer.Residual(Layer.Linear(4))), [5], 1)).Message);
        Assert.Contains("below 1", Assert.Throws<ArgumentException>(() => Build(Network.Mlp(8).WithDropout(1), [5], 1)).Message);
        Assert.Contains("0 units", Assert.Throws<ArgumentException>(() => Build(Network.Mlp(0), [5], 1)).Message);
        Assert.Contains("(5 values)", Assert.Throws<ArgumentException>(() => Build(Network.Sequential(Layer.Reshape(2, 2)), [5], 1)).Message);
    }

    [Fact]
    public void A_module_of_ones_own_is_built_afresh_each_time()
    {
        var network = Network.FromModule("mine", context => nn.Linear(context.InputShape[0], context.OutputSize));
        using var a = Build(network, [3], 2);
        using var b = Build(network, [3], 2);
        Assert.NotSame(a, b);
        Assert.Null(network.Layers(new NetworkContext([3], 2, Generator.Default, CPU)));
    }

    [Fact]
    public void A_built_network_can_be_converted()
    {
        using var scope = NewDisposeScope();
        using var module = Build(Network.Mlp(8).WithNormalization(Normalization.Batch), [3], 2);
        var names = module.state_dict().Keys.ToArray();
        module.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, module.call(ones(4, 3, ScalarType.Float64)).dtype);
        Assert.Equal(names, module.state_dict().Keys);
        Assert.Equal(1, module.get_buffer("1.num_batches_tracked")!.item<long>());
    }

    private static nn.Module<Tensor, Tensor> Build(Network network, ValueList<long> input, int outputs, ulong seed = 1)
    {
        using var generator = new Generator(seed, CPU);
        return network.Build(new NetworkContext(input, outputs, generator, CPU));
    }
}
