using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Networks;

public class LayerTests
{
    public static TheoryData<string> Cases => [.. GoldenCore.Root.GetProperty("layers").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_gradient_and_statistics_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenCore.Root.GetProperty("layers").GetProperty(name);
        var shape = golden.GetProperty("shape").Longs();
        using var generator = new Generator(1, CPU);
        var built = LayerOf(name).Build(new LayerContext([.. shape[1..]], generator, CPU, ScalarType.Float32, "0", null));
        using var module = built.Module;
        GoldenCore.FillByRule(module);
        module.train(!name.EndsWith("eval"));

        var input = tensor(golden.GetProperty("input").Floats()).view(shape).requires_grad_(true);
        var output = module.call(input);
        output.square().sum().backward();

        Assert.Equal(golden.GetProperty("outputShape").Longs(), output.shape);
        Assert.Equal(built.OutputShape, [.. output.shape[1..]]);
        GoldenCore.Near(golden.GetProperty("output").Floats(), output.Values());
        GoldenCore.Near(golden.GetProperty("gradient").Floats(), input.grad!.Values(), 1e-4);
        var state = module.state_dict();
        foreach (var statistic in golden.GetProperty("state").EnumerateObject()) GoldenCore.Near(statistic.Value.Floats(), state[statistic.Name].Values());
    }

    [Fact]
    public void Dropout_keeps_the_mean_draws_from_its_own_generator_and_rests_in_evaluation()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var before = Generator.Default.get_state();
        using var first = Build(Layer.Dropout(0.25), [50], 3);
        using var same = Build(Layer.Dropout(0.25), [50], 3);
        using var other = Build(Layer.Dropout(0.25), [50], 4);
        var x = ones(400, 50);
        var a = first.call(x);
        Assert.True(a.Same(same.call(x)));
        Assert.False(a.Same(other.call(x)));
        Assert.False(a.Same(first.call(x)));
        Assert.InRange(a.mean().item<float>(), 0.97f, 1.03f);
        Assert.InRange(a.eq(0).to_type(ScalarType.Float32).mean().item<float>(), 0.23f, 0.27f);
        Assert.True(Generator.Default.get_state().Same(before));
        first.eval();
        Assert.True(first.call(x).Same(x));
    }

    [Fact]
    public void Spatial_dropout_takes_whole_channels()
    {
        using var scope = NewDisposeScope();
        using var module = Build(Layer.SpatialDropout1d(0.5), [7, 20], 3);
        var steps = module.call(ones(10, 7, 20));
        Assert.True(steps.select(1, 0).Same(steps.select(1, 6)));
        Assert.InRange(steps.mean().item<float>(), 0.7f, 1.3f);
    }

    [Fact]
    public void Stochastic_depth_skips_rows_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var module = Build(Layer.Residual([Layer.Linear(3, initializer: Initializer.Constant(1))], stochasticDepth: 0.5), [3], 3);
        var x = ones(400, 3);
        var rows = module.call(x).select(1, 0);
        Assert.InRange(rows.eq(1).to_type(ScalarType.Float32).mean().item<float>(), 0.4f, 0.6f);
        Assert.True(rows.eq(1).logical_or(rows.eq(7)).all().item<bool>());
        module.eval();
        Assert.True(module.call(x).eq(4).all().item<bool>());
    }

    [Fact]
    public void A_single_row_passes_batch_normalisation_in_training()
    {
        using var scope = NewDisposeScope();
        using var module = Build(Layer.BatchNorm(), [4], 1);
        module.train();
        var row = randn(1, 4);
        GoldenCore.Near(row.Values(), module.call(row).Values(), 1e-4);
        Assert.All(module.state_dict()["running_mean"].Values(), m => Assert.Equal(0f, m));
    }

    [Fact]
    public void Embedding_reads_floating_indices()
    {
        using var scope = NewDisposeScope();
        using var module = Build(Layer.Embedding(10, 4), [3], 1);
        var output = module.call(tensor(new float[] { 1, 9, 1, 0, 1, 2 }).view(2, 3));
        Assert.Equal([2, 3, 4], output.shape);
        Assert.True(output[0, 0].Same(output[1, 1]));
    }

    private static nn.Module<Tensor, Tensor> Build(Layer layer, ValueList<long> input, ulong seed)
    {
        using var generator = new Generator(seed, CPU);
        return layer.Build(new LayerContext(input, generator, CPU, ScalarType.Float32, "0", null)).Module;
    }

    private static Layer LayerOf(string name) => name switch
    {
        "linear" => Layer.Linear(3),
        "linear no bias" => Layer.Linear(3, bias: false),
        "layernorm" => Layer.LayerNorm(),
        "groupnorm" => Layer.GroupNorm(2),
        "conv2d" => Layer.Conv2d(3, 3, stride: 2, padding: 1),
        "maxpool2d" => Layer.MaxPool2d(2),
        _ when name.StartsWith("batchnorm") => Layer.BatchNorm(),
        _ => Layer.Activation(Enum.Parse<Activation>(name)),
    };
}
