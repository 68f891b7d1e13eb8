using MLNetGradExt.Checkpoints;
using MLNetGradExt.Optimizers;

namespace MLNetGradExt.Trainers.Tests.Gradients;

/// <summary>Every recipe of gradients, optimizers and schedules compares by value and comes back from JSON equal.</summary>
public class RecipeTests
{
    public static TheoryData<GradientTransform> Transforms =>
    [
        Gradient.Repair(), Gradient.Repair() with { HealsWeights = false }, Gradient.ClipByValue(1), Gradient.ClipByGlobalNorm(1, double.PositiveInfinity), Gradient.ClipPerLayer(1),
        Gradient.AdaptiveClip(), Gradient.Centralize(), Gradient.Noise(), Gradient.Normalize(true), Gradient.Accumulate(4), Gradient.SkipNonFinite(),
        Gradient.Freeze("a", "b.*"), Gradient.Partition(("a", [Gradient.Repair(), Gradient.Centralize()]), ("*", [])), Gradient.Monitor("m", 5),
    ];

    [Theory]
    [MemberData(nameof(Transforms))]
    public void A_transform_comes_back_equal(GradientTransform recipe) => Assert.Equal(recipe, RecipeJson.Read<GradientTransform>(RecipeJson.Write(recipe)));

    [Theory]
    [MemberData(nameof(Tests.Optimizers.OptimizerList.Names), MemberType = typeof(Tests.Optimizers.OptimizerList))]
    public void An_optimizer_comes_back_equal(string name)
    {
        var recipe = Tests.Optimizers.OptimizerList.All[name].Make(Schedule.Warmup(0.1, 5).Then(Schedule.OneCycle(0.1)));
        if (recipe is TorchOptimizer) Assert.Throws<NotSupportedException>(() => RecipeJson.Write(recipe));
        else Assert.Equal(recipe, RecipeJson.Read<Optimizer>(RecipeJson.Write(recipe)));
    }

    [Fact]
    public void Everything_that_hangs_on_an_optimizer_comes_back()
    {
        var recipe = Optimizer.SeedNadam(Schedule.Constant(0.1).For(5).Then(Schedule.Step(1, 3) * 2)).WithL2(0.1).WithWeightDecay(Schedule.Cosine(0.1), ParameterSelection.Weights)
            .WithMaxNorm(2).WithWeightClip(1).WithExponentialAverage().WithStochasticAverage(5, 2).WithLookahead().After(new SeedDropLargeWeights(3));
        Assert.Equal(recipe, RecipeJson.Read<Optimizer>(RecipeJson.Write(recipe)));
        Assert.Contains("\"kind\":\"MaxNorm\"", RecipeJson.Write(recipe));
    }
}
