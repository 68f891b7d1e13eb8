using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

public class ParameterBufferTests
{
    [Fact]
    public void Parameters_keep_values_become_views_and_collect_gradients()
    {
        using var scope = NewDisposeScope();
        using var module = Build(Network.Mlp(8, 8).WithNormalization(Normalization.Batch));
        var before = module.get_parameter("0.weight")!.Values();
        using var buffer = ParameterBuffer.Bind(module.named_parameters());

        Assert.Equal(before, module.get_parameter("0.weight")!.Values());
        Assert.Equal(0, buffer.Values.NumberOfElements % ParameterBuffer.BlockSize);
        Assert.All(buffer.Slices, s => Assert.Equal(0, s.Offset % ParameterBuffer.BlockSize));
        Assert.True(module.get_parameter("0.weight")!.is_leaf && module.get_parameter("0.weight")!.requires_grad);

        var x = randn(4, 3);
        module.call(x).sum().backward();
        var sum = 0.0;
        foreach (var view in buffer.GradientViews) sum += view.square().sum().item<float>();
        Assert.True(sum > 0);
        Assert.Equal(1, buffer.Gradients.square().sum().item<float>() / sum, 5);
        Assert.Equal(buffer.GradientViews[0].Values(), module.get_parameter(buffer.Slices[0].Name)!.grad!.Values());

        var once = buffer.Gradients.clone();
        module.eval();
        module.train();
        module.call(x).sum().backward();
        Assert.False(buffer.Gradients.Same(once));
        buffer.ZeroGradients();
        Assert.All(module.get_parameter("0.weight")!.grad!.Values(), g => Assert.Equal(0f, g));

        buffer.Values.fill_(0);
        Assert.All(module.get_parameter("0.weight")!.Values(), v => Assert.Equal(0f, v));
    }

    [Fact]
    public void Slices_know_weights_biases_and_fans()
    {
        using var module = Build(Network.Sequential(Layer.Linear(8), Layer.LayerNorm(), Layer.Reshape(2, 2, 2), Layer.Conv2d(4, 2)));
        using var buffer = ParameterBuffer.Bind(module.named_parameters());
        var slices = buffer.Slices.ToDictionary(s => s.Name);
        Assert.Equal((ParameterKind.Weight, 3L), (slices["0.weight"].Kind, slices["0.weight"].FanIn));
        Assert.Equal((ParameterKind.Bias, slices["0.weight"].Index, 3L), (slices["0.bias"].Kind, slices["0.bias"].WeightIndex, slices["0.bias"].FanIn));
        Assert.Equal((ParameterKind.Other, null, 1L), (slices["1.weight"].Kind, slices["1.weight"].WeightIndex, slices["1.weight"].FanIn));
        Assert.Equal(ParameterKind.Other, slices["1.bias"].Kind);
        Assert.Equal((ParameterKind.Weight, 8L), (slices["3.weight"].Kind, slices["3.weight"].FanIn));
    }

    [Fact]
    public void A_disposed_buffer_leaves_the_network_whole()
    {
        using var scope = NewDisposeScope();
        using var module = Build(Network.Mlp(8));
        var before = module.call(ones(1, 3)).Values();
        ParameterBuffer.Bind(module.named_parameters()).Dispose();
        Assert.Equal(before, module.call(ones(1, 3)).Values());
        Assert.Null(module.get_parameter("0.weight")!.grad);
        using var again = ParameterBuffer.Bind(module.named_parameters());
        Assert.Equal(before, module.call(ones(1, 3)).Values());
    }

    [Fact]
    public void Nothing_to_train_is_an_error() => Assert.Throws<ArgumentException>(() => ParameterBuffer.Bind([]));

    private static nn.Module<Tensor, Tensor> Build(Network network)
    {
        using var generator = new Generator(1, CPU);
        return network.Build(new NetworkContext([3], 2, generator, CPU));
    }
}
