using MLNetGradExt.Optimizers;
using MLNetGradExt.Trainers.Tests.Gradients;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Optimizers;

/// <summary>What happens to the weights after the update, and the number of operations it all takes.</summary>
public class WeightTests
{
    [Fact]
    public void Max_norm_limits_each_unit_and_no_bias()
    {
        using var buffer = Run(Optimizer.Sgd(0.0).WithMaxNorm(0.5));
        using var scope = NewDisposeScope();
        Assert.All(buffer.ParameterViews[0].view(6, -1).norm(1).Values(), n => Assert.InRange(n, 0, 0.5001f));
        Assert.All(buffer.ParameterViews[2].view(3, -1).norm(1).Values(), n => Assert.InRange(n, 0, 0.5001f));
        Assert.True(buffer.ParameterViews[1].norm().item<float>() > 0.6);
    }

    [Fact]
    public void Weight_clip_and_the_seeds_dropping_of_large_weights()
    {
        using var clipped = Run(Optimizer.Sgd(0.0).WithWeightClip(0.3));
        Assert.Equal(0.3f, clipped.Values.Values().Max());
        using var dropped = Run(Optimizer.Sgd(0.0).After(new SeedDropLargeWeights(0.3)));
        Assert.True(dropped.Values.Values().Max(Math.Abs) <= 0.3f);
    }

    [Fact]
    public void Decay_on_weights_leaves_biases()
    {
        using var buffer = Toy.Small();
        var before = buffer.ParameterViews.Select(p => p.Values()).ToArray();
        buffer.ZeroGradients();
        using var optimizer = Optimizer.AdamW(0.1, 0.5, decayOn: ParameterSelection.Weights).Bind(buffer);
        optimizer.Step();
        GoldenCore.Near([.. before[0].Select(v => v * 0.95f)], buffer.ParameterViews[0].Values());
        Assert.Equal(before[1], buffer.ParameterViews[1].Values());
    }

    [Fact]
    public void Stochastic_average_is_the_mean_of_the_weights_seen()
    {
        using var buffer = Toy.Small();
        using var optimizer = Optimizer.Sgd(0.1).WithStochasticAverage(start: 3).Bind(buffer);
        var seen = new List<float[]>();
        for (var i = 0; i < 6; i++)
        {
            optimizer.Step();
            if (i >= 2) seen.Add(buffer.Values.Values());
        }

        var last = buffer.Values.Values();
        optimizer.SwapAverage();
        GoldenCore.Near([.. last.Select((_, i) => seen.Average(s => s[i]))], buffer.Values.Values());
        optimizer.SwapAverage();
        Assert.Equal(last, buffer.Values.Values());
    }

    [Fact]
    public void Lookahead_goes_back_half_the_way()
    {
        using var buffer = Toy.Small();
        var start = buffer.Values.Values();
        using var optimizer = Optimizer.Sgd(0.1).WithLookahead(every: 4).Bind(buffer);
        for (var i = 0; i < 4; i++) optimizer.Step();
        var gradient = buffer.Gradients.Values();
        GoldenCore.Near([.. start.Select((v, i) => v - 0.5f * 4 * 0.1f * gradient[i])], buffer.Values.Values());
    }

    [Fact]
    public void The_seeds_RMSprop_compounds_and_the_sound_one_does_not()
    {
        double Loss(Optimizer recipe)
        {
            using var landscape = Landscape.Parabola();
            using var optimizer = recipe.Bind(landscape.Buffer);
            for (var i = 0; i < 200; i++)
            {
                landscape.Backward();
                optimizer.Step();
            }

            return landscape.Value;
        }

        Assert.True(Loss(Optimizer.RmsProp(0.02, 0.9, biasCorrection: true)) < 0.1);
        Assert.False(Loss(Optimizer.SeedRmsProp(0.02)) < 1);
    }

    [Theory]
    [MemberData(nameof(OptimizerList.Names), MemberType = typeof(OptimizerList))]
    public void The_number_of_tensors_made_in_a_step_does_not_grow_with_the_network(string name)
    {
        if (name == "From TorchSharp") return;
        var few = Made(name, 4);
        Assert.InRange(few, 0, 60);   // none at all where every operation works in place
        Assert.Equal(few, Made(name, 100));
    }

    private static long Made(string name, int layers)
    {
        using var buffer = Toy.Chain(layers);
        using var optimizer = OptimizerList.All[name.Replace("Partition", "Adam", StringComparison.Ordinal)].Make(0.01).Bind(buffer);
        optimizer.Step();
        var statistics = TorchSharp.DisposeScopeManager.Statistics;
        var before = statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount;
        optimizer.Step();
        statistics = TorchSharp.DisposeScopeManager.Statistics;
        return statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount - before;
    }

    private static ParameterBuffer Run(Optimizer recipe)
    {
        var buffer = Toy.Small();
        using var optimizer = recipe.Bind(buffer);
        optimizer.Step();
        return buffer;
    }
}
