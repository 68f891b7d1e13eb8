using MLNetGradExt.Annealing;
using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Annealing;

/// <summary>What every method must do; a new one joins by being listed.</summary>
public class MinimizeTests
{
    private static readonly Dictionary<string, AnnealingMethod> All = new()
    {
        ["evolution"] = AnnealingMethod.Evolution(),
        ["chains"] = AnnealingMethod.Chains(),
        ["one chain"] = AnnealingMethod.Chains(1, Proposal.Gaussian()),
        ["tsallis"] = AnnealingMethod.Chains(4, Proposal.Gaussian(), Acceptance.Tsallis()),
        ["differential"] = AnnealingMethod.Chains(proposal: Proposal.Differential),
        ["tempering"] = AnnealingMethod.Tempering(),
        ["hybrid"] = AnnealingMethod.Hybrid(),
        ["hybrid with Adam"] = AnnealingMethod.Hybrid(Optimizer.Adam(0.02)),
    };

    public static TheoryData<string> Methods => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Finds_the_parabolas_ground(string name)
    {
        using var start = zeros(3);
        using var found = Annealer.Minimize(Minima.Parabola, start, method: All[name], options: new() { Evaluations = 4000 }, seed: 3);
        Assert.True(found.BestLoss < 5e-3, $"ended at {found.BestLoss}");
        Assert.Equal([1f, 1f, 1f], found.BestParameters.Values(), (a, b) => Math.Abs(a - b) < 0.1);
        Assert.InRange(found.Evaluations, 3900, 4000);
        Assert.Equal(StopReason.Completed, found.History.StopReason);
        foreach (var trace in new[] { "temperature", "acceptance", "step size", "current loss", "best loss" }) Assert.NotEmpty(found.History.Traces[trace]);
    }

    [Theory]
    [InlineData("evolution", 1e-2)]
    [InlineData("chains", 0.1)]
    [InlineData("hybrid", 1e-8)]
    public void Follows_Rosenbrocks_valley(string name, double target)
    {
        using var start = Minima.Start;
        using var found = Annealer.Minimize(Minima.Rosenbrock, start, method: All[name], options: new() { Evaluations = 9000 }, seed: 1);
        Assert.True(found.BestLoss < target, $"ended at {found.BestLoss}");
    }

    [Theory]
    [InlineData("chains")]
    [InlineData("tempering")]
    public void Leaves_wrong_valleys(string name)
    {
        using var start = tensor(new[] { 3f, -4f });
        var methods = new Dictionary<string, AnnealingMethod> { ["chains"] = AnnealingMethod.Chains(16, Proposal.Gaussian()), ["tempering"] = AnnealingMethod.Tempering(16) };
        using var found = Annealer.Minimize(Minima.Rastrigin, start, method: methods[name], options: new() { Evaluations = 16_000 }, seed: 2);
        Assert.True(found.BestLoss < 0.5, $"ended at {found.BestLoss}");
    }

    [Theory]
    [InlineData("evolution")]
    [InlineData("chains")]
    public void Walks_down_stairs_that_have_no_slope(string name)
    {
        using var start = zeros(3);
        using var found = Annealer.Minimize(Minima.Stairs, start, method: All[name], options: new() { Evaluations = 3000 }, seed: 2);
        Assert.Equal(0, found.BestLoss);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Survives_losses_that_are_not_finite(string name)
    {
        using var start = full(2, 0.5);
        Tensor Cliff(Tensor x) => Minima.Parabola(x).where(x.select(1, 0).gt(0), full(x.size(0), float.NaN));
        using var found = Annealer.Minimize(Cliff, start, method: All[name], options: new() { Evaluations = 3000 }, seed: 4);
        Assert.True(found.BestLoss < 0.02, $"ended at {found.BestLoss}");
    }

    [Fact]
    public void Says_so_when_no_loss_is_finite()
    {
        using var start = zeros(2);
        Assert.Contains("finite", Assert.Throws<InvalidOperationException>(() => Annealer.Minimize(x => full(x.size(0), float.NaN), start)).Message);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Equal_seeds_give_equal_results_bit_for_bit(string name)
    {
        using var start = Minima.Start;
        float[] Run(int seed)
        {
            using var found = Annealer.Minimize(Minima.Rosenbrock, start, method: All[name], options: new() { Evaluations = 900 }, seed: seed);
            return [.. found.BestParameters.Values(), (float)found.BestLoss];
        }
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Continues_bit_for_bit_from_saved_state(string name)
    {
        var options = new AnnealingOptions { Evaluations = 1500, Cooling = Cooling.Adaptive(), Reheating = new Reheating(20) };
        using var objective = new Bowl(All[name].NeedsGradient);
        // Early, in the middle and late, so that every phase of a method is met.
        foreach (var share in new[] { 0.02, 0.4, 0.93 })
        {
            using var straight = new AnnealingRun(objective, All[name], options, 5);
            using var saved = new StateDictionary();
            while (straight.Progress < share) Assert.True(straight.Step());
            straight.SaveState(saved);
            straight.Run();
            using var resumed = new AnnealingRun(objective, All[name], options, 99);
            resumed.LoadState(saved);
            resumed.Run();
            Assert.Equal(straight.BestLoss, resumed.BestLoss);
            Assert.True(straight.Best.Same(resumed.Best));
            Assert.Equal((straight.Steps, straight.Evaluations, straight.Last), (resumed.Steps, resumed.Evaluations, resumed.Last));
            Assert.Equal(straight.History.Traces["best loss"], resumed.History.Traces["best loss"]);
        }
    }

    [Fact]
    public void Every_limit_ends_a_run()
    {
        using var start = zeros(2);
        AnnealingResult Run(AnnealingOptions options) => Annealer.Minimize(Minima.Parabola, start, method: AnnealingMethod.Chains(), options: options, seed: 1);
        using (var target = Run(new() { TargetLoss = 0.1 })) Assert.Equal((StopReason.TargetReached, true), (target.History.StopReason, target.BestLoss <= 0.1 && target.Evaluations < 2000));
        using (var steps = Run(new() { Steps = 7 })) Assert.Equal(7, steps.Steps);
        using (var cold = Run(new() { InitialTemperature = 8, FinalTemperature = 1, Cooling = Cooling.Factor(0.5) })) Assert.Equal(4, cold.Steps);
        using (var time = Run(new() { Seconds = 0.05, Evaluations = long.MaxValue })) Assert.Equal(StopReason.TimeLimit, time.History.StopReason);
    }

    [Fact]
    public void Cancellation_is_seen_within_a_step()
    {
        using var start = zeros(2);
        using var source = new CancellationTokenSource();
        var calls = 0;
        Tensor Counted(Tensor x)
        {
            if (++calls == 20) source.Cancel();
            return Minima.Rosenbrock(x);
        }
        // The quench's line search asks for several evaluations in one step.
        Assert.Throws<OperationCanceledException>(() => Annealer.Minimize(Counted, start, method: new HybridAnnealing { IgniteUntil = 0, AnnealUntil = 0 }, seed: 1, token: source.Token));
        Assert.Equal(20, calls);
    }

    [Fact]
    public void The_seeds_literal_method_never_cools_and_walks_at_random()
    {
        using var start = zeros(2);
        using var found = Annealer.Minimize(Minima.Parabola, start, initialTemperature: 100, alpha: 0.99999, steps: 1000, method: AnnealingMethod.SeedLiteral(), seed: 1);
        Assert.Equal(1000, found.Steps);
        Assert.All(found.History.Traces["temperature"], t => Assert.True(t.Value > 98.9));
        Assert.True(found.History.Traces["acceptance"].Average(t => t.Value) > 0.95);
    }

    [Fact]
    public void A_function_without_gradient_is_refused_by_the_hybrid_with_advice()
    {
        using var start = zeros(2);
        var message = Assert.Throws<InvalidOperationException>(() => Annealer.Minimize(x => Minima.Parabola(x).detach(), start, method: AnnealingMethod.Hybrid())).Message;
        Assert.Contains("Evolution", message);
    }

    [Fact]
    public void An_objective_of_the_wrong_shape_is_named()
    {
        using var start = zeros(2);
        Assert.Contains("one loss a vector", Assert.Throws<ArgumentException>(() => Annealer.Minimize(x => x, start)).Message);
    }

    private sealed class Bowl(bool hasGradient) : IAnnealingObjective
    {
        public long Dimension => 3;

        public TorchSharp.torch.Device Device => CPU;

        public ScalarType Precision => ScalarType.Float64;

        public bool HasGradient => hasGradient;

        public Tensor Scales { get; } = ones(3, ScalarType.Float64).DetachFromDisposeScope();

        public Tensor Draw(int count, Generator generator) => zeros(count, 3, ScalarType.Float32).normal_(0, 1, generator).to_type(ScalarType.Float64);

        public Tensor Evaluate(Tensor population) => (population - 1).square().sum(1L) + (population * 5).cos().sum(1L) * 0.1;

        public (Tensor Losses, Tensor Gradients) Gradients(Tensor population) => (Evaluate(population), (population - 1) * 2 - (population * 5).sin() * 0.5);

        public void Dispose() => Scales.Dispose();
    }
}
