using MLNetGradExt.Checkpoints;
using MLNetGradExt.Gradients;
using MLNetGradExt.Optimizers;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Optimizers;

/// <summary>What every optimizer in <see cref="OptimizerList"/> must do.</summary>
public class OptimizerContractTests
{
    public static TheoryData<string> Names => OptimizerList.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Solves_the_parabola(string name)
    {
        using var landscape = Landscape.Parabola();
        var contestant = OptimizerList.All[name];
        Run(landscape, contestant.Make(Schedule.Cosine(contestant.Parabola)), 1000);
        Assert.True(landscape.Value < 1e-3, $"ended at {landscape.Value}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Solves_Rosenbrocks_valley(string name)
    {
        using var landscape = Landscape.Rosenbrock();
        var contestant = OptimizerList.All[name];
        Run(landscape, contestant.Make(Schedule.Cosine(contestant.Rosenbrock)), 8000);
        Assert.True(landscape.Value < 1e-2, $"ended at {landscape.Value}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Survives_save_and_restore_bit_for_bit(string name)
    {
        var recipe = OptimizerList.All[name].Make(Schedule.Cosine(0.01));
        using var saved = new StateDictionary();
        using var straight = Landscape.Rosenbrock();
        using var resumed = Landscape.Rosenbrock();
        using (var optimizer = recipe.Bind(straight.Buffer, 40))
        {
            Steps(straight, optimizer, 13);
            optimizer.LearningRateFactor = 0.5;
            optimizer.SaveState(saved);
            using var _ = no_grad();
            resumed.Buffer.Values.copy_(straight.Buffer.Values);
            Steps(straight, optimizer, 17);
        }

        using (var optimizer = recipe.Bind(resumed.Buffer, 40))
        {
            optimizer.LoadState(saved);
            Assert.Equal(13, optimizer.StepCount);
            Steps(resumed, optimizer, 17);
        }

        Assert.True(straight.Buffer.Values.Same(resumed.Buffer.Values));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Works_under_partition(string name)
    {
        var make = OptimizerList.All[name].Make;
        using var whole = Landscape.Parabola();
        using var parted = Landscape.Parabola();
        using var one = make(0.01).Bind(whole.Buffer, 20);
        // A chain over each parameter by itself: with both in one group the values must be those of the whole.
        using var two = Optimizer.Partition(("[nothing]", Optimizer.Frozen()), ("*", make(0.01))).Bind(parted.Buffer, 20);
        Steps(whole, one, 20);
        Steps(parted, two, 20);
        Assert.True(whole.Buffer.Values.Same(parted.Buffer.Values));

        using var frozen = Landscape.Parabola();
        using var half = Optimizer.Partition(("y", Optimizer.Frozen()), ("*", make(0.01))).Bind(frozen.Buffer, 20);
        Steps(frozen, half, 20);
        Assert.Equal(-2f, frozen.Buffer.ParameterViews[1].Values()[0]);
        Assert.NotEqual(3f, frozen.Buffer.ParameterViews[0].Values()[0]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Works_behind_any_gradient_chain(string name)
    {
        using var landscape = Landscape.Parabola();
        var contestant = OptimizerList.All[name];
        using var optimizer = contestant.Make(Schedule.Cosine(contestant.Parabola)).Bind(landscape.Buffer, 1500);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair(), Gradient.Monitor(every: 100), Gradient.ClipByGlobalNorm(10), Gradient.SkipNonFinite()], landscape.Buffer);
        for (var i = 0; i < 1500; i++)
        {
            landscape.Backward();
            if (pipeline.Apply(i).Proceeds) optimizer.Step();
        }

        Assert.True(landscape.Value < 1e-2, $"ended at {landscape.Value}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Keeps_no_temporaries_and_no_padding(string name)
    {
        using var landscape = Landscape.Parabola();
        using var optimizer = OptimizerList.All[name].Make(0.01).Bind(landscape.Buffer, 20);
        Steps(landscape, optimizer, 3);
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Steps(landscape, optimizer, 10);
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        var values = landscape.Buffer.Values.Values();
        Assert.Equal(2, values.Count(v => v != 0));
    }

    private static void Run(Landscape landscape, Optimizer recipe, int steps)
    {
        using var optimizer = recipe.Bind(landscape.Buffer, steps);
        Steps(landscape, optimizer, steps);
        optimizer.SwapAverage();
    }

    private static void Steps(Landscape landscape, OptimizerState optimizer, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            landscape.Backward();
            optimizer.Step();
        }
    }
}
