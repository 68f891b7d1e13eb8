using MLNetGradExt.Optimizers;
using MLNetGradExt.Testing;

namespace MLNetGradExt.House.Tests;

/// <summary>The code of docs/gradients.md and docs/optimizers.md.</summary>
public class OptimizerExamples
{
    [Fact]
    public void Gradient_links_stand_in_a_list()
    {
        var options = new TrainingOptions
        {
            // snippet:gradient-links
            Gradients = [Gradient.Accumulate(4), Gradient.Monitor("raw"), Gradient.Repair(), Gradient.ClipByGlobalNorm(1.0)],
            // end-snippet
        };
        Assert.Empty(options.Problems());
    }

    [Fact]
    public void An_optimizer_is_a_chain()
    {
        // snippet:optimizer-chain
        var ready = Optimizer.AdamW(1e-3, weightDecay: 0.01);
        var spelled = new ChainedOptimizer("AdamW", [new ScaleByAdam(), new AddDecayedWeights(0.01)], LearningRate: 1e-3);
        // end-snippet
        Assert.Equal(ready, spelled);
    }

    [Fact]
    public void Schedules_compose_and_draw_themselves()
    {
        using var folder = new TempFolder();
        var rate = folder["rate.svg"];
        // snippet:schedules
        var warmedUp = Schedule.Warmup(to: 1e-3, steps: 200).Then(Schedule.Cosine(1e-3, 1e-5));
        var oneCycle = Schedule.OneCycle(3e-3);
        var steps = Schedule.Step(0.1, every: 30).WithWarmup(5);
        File.WriteAllText(rate, oneCycle.Plot(steps: 1000));
        // end-snippet
        Assert.Equal(1e-3, warmedUp.At(200), 1e-9);
        Assert.Equal(0.1, steps.At(10), 1e-9);
        Assert.StartsWith("<svg", File.ReadAllText(rate));
    }
}
