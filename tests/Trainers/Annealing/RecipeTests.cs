using MLNetGradExt.Annealing;
using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Annealing;

/// <summary>What every acceptance, cooling and proposal must do; a new one joins by being listed.</summary>
public class RecipeTests
{
    private static readonly Dictionary<string, Acceptance> AllAcceptances = new()
    {
        ["Metropolis"] = Acceptance.Metropolis, ["Greedy"] = Acceptance.Greedy, ["Tsallis"] = Acceptance.Tsallis(), ["TsallisHeavy"] = Acceptance.Tsallis(1.5), ["TsallisOne"] = Acceptance.Tsallis(1),
    };

    private static readonly Dictionary<string, Cooling> AllCoolings = new()
    {
        ["Geometric"] = Cooling.Geometric, ["Logarithmic"] = Cooling.Logarithmic, ["Factor"] = Cooling.Factor(0.95), ["Adaptive"] = Cooling.Adaptive(),
    };

    private static readonly Dictionary<string, Proposal> AllProposals = new()
    {
        ["Gaussian"] = Proposal.Gaussian(), ["GaussianShare"] = Proposal.Gaussian(0.3), ["Differential"] = Proposal.Differential, ["InTurn"] = Proposal.InTurn(Proposal.Gaussian(), Proposal.Differential),
    };

    public static TheoryData<string> Acceptances => [.. AllAcceptances.Keys];

    public static TheoryData<string> Coolings => [.. AllCoolings.Keys];

    public static TheoryData<string> Proposals => [.. AllProposals.Keys];

    [Theory]
    [MemberData(nameof(Acceptances))]
    public void An_acceptance_is_a_probability_that_falls_with_the_rise_and_grows_with_heat(string name)
    {
        var acceptance = AllAcceptances[name];
        Assert.Equal(1, acceptance.Probability(2, 1, 0.5));
        Assert.Equal(1, acceptance.Probability(2, 2, 0));
        Assert.Equal(0, acceptance.Probability(2, 3, 0));
        Assert.Equal(0, acceptance.Probability(2, double.PositiveInfinity, 1));
        Assert.Equal(1, acceptance.Probability(double.PositiveInfinity, 2, 1));
        double last = 1;
        foreach (var rise in new[] { 0.001, 0.1, 0.5, 1, 5 })
        {
            var p = acceptance.Probability(0, rise, 1);
            Assert.InRange(p, 0, last);
            Assert.True(acceptance.Probability(0, rise, 10) >= p);
            last = p;
        }
    }

    [Fact]
    public void Tsallis_has_a_cut_off_and_becomes_Metropolis()
    {
        Assert.Equal(0, Acceptance.Tsallis(-5).Probability(0, 1 / 6.0, 1));
        Assert.True(Acceptance.Tsallis(-5).Probability(0, 0.16, 1) > 0);
        Assert.Equal(Math.Exp(-0.7), Acceptance.Tsallis(1 + 1e-7).Probability(0, 0.7, 1), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Coolings))]
    public void A_cooling_begins_hot_and_never_rises(string name)
    {
        var cooling = AllCoolings[name];
        double temperature = 8;
        for (var step = 0; step < 200; step++)
        {
            var next = cooling.At(new CoolingStep(8, 0.01, temperature, step / 200.0, step, 1));
            if (step == 0) Assert.Equal(8, next, 1e-9);
            Assert.InRange(next, 0, temperature * (1 + 1e-12));
            temperature = next;
        }
        Assert.True(temperature < 8);
    }

    [Fact]
    public void Geometric_cooling_ends_at_the_final_temperature() => Assert.Equal(0.01, Cooling.Geometric.At(new CoolingStep(8, 0.01, 1, 1, 100, 1)), 1e-12);

    [Fact]
    public void Adaptive_cooling_is_slow_where_losses_differ() =>
        Assert.True(Cooling.Adaptive().At(new CoolingStep(8, 0.01, 1, 0.5, 100, 10)) > Cooling.Adaptive().At(new CoolingStep(8, 0.01, 1, 0.5, 100, 0.1)));

    [Fact]
    public void Reheating_waits_then_heats_and_lets_go()
    {
        var reheating = new Reheating(10, 100);
        Assert.Equal(1, reheating.At(9));
        Assert.Equal(100, reheating.At(10), 1e-9);
        Assert.Equal(10, reheating.At(15), 1e-9);
        Assert.Equal(100, reheating.At(20), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Proposals))]
    public void A_proposal_gives_fresh_seeded_candidates_near_the_chains(string name)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var positions = zeros(5, 40).normal_(0, 1, generator);
        var before = positions.clone();
        Tensor Propose(ulong seed, long step)
        {
            using var own = new Generator(seed, CPU);
            return AllProposals[name].Propose(new ProposalStep(positions, ones(40), full([5, 1], 0.5), step, 1, own));
        }
        for (var step = 0; step < 12; step++)
        {
            var candidates = Propose(3, step);
            Assert.Equal([5, 40], candidates.shape);
            Assert.All(candidates.Values(), v => Assert.InRange(v, -30, 30));
            Assert.False(candidates.Same(positions));
            Assert.True(candidates.Same(Propose(3, step)));
            Assert.False(candidates.Same(Propose(4, step)));
        }
        Assert.True(positions.Same(before));
    }

    [Fact]
    public void Differential_moves_lie_along_differences_of_two_other_chains()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        // Chains differ in the first coordinate only, so moves do too.
        var positions = zeros(4, 3);
        positions.select(1, 0).copy_(arange(4, ScalarType.Float32));
        var moved = Proposal.Differential.Propose(new ProposalStep(positions, full(3, 1e-6), ones(4, 1), 9, 1, generator)).sub(positions).Values();
        for (var i = 0; i < 4; i++)
        {
            Assert.InRange(Math.Abs(moved[3 * i]), 0.99, 3.01);
            Assert.Equal(0, moved[3 * i + 1], 1e-6);
        }
    }

    [Fact]
    public void Recipes_compare_and_become_json()
    {
        var recipe = AnnealingMethod.Chains(5, Proposal.InTurn(Proposal.Gaussian(0.5), Proposal.Differential), Acceptance.Tsallis());
        Assert.Equal(recipe, AnnealingMethod.Chains(5, Proposal.InTurn(Proposal.Gaussian(0.5), Proposal.Differential), Acceptance.Tsallis()));
        Assert.Equal(recipe, RecipeJson.Read<AnnealingMethod>(RecipeJson.Write(recipe)));
        var trainer = Trainer.Annealing(AnnealingMethod.Evolution(), new AnnealingOptions { Cooling = Cooling.Adaptive(), Reheating = new Reheating(), TargetLoss = 0.1 });
        Assert.Equal(trainer, RecipeJson.Read<Trainer>(RecipeJson.Write(trainer)));
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        using var start = zeros(2);
        var options = new AnnealingOptions { InitialTemperature = -1, Evaluations = 0, Cooling = Cooling.Factor(2), Reheating = new Reheating(0, 0.5) };
        var message = Assert.Throws<ArgumentException>(() => Annealer.Minimize(Minima.Parabola, start, method: AnnealingMethod.Chains(0, Proposal.Gaussian(0)), options: options)).Message;
        foreach (var part in new[] { "InitialTemperature", "Evaluations", "cooling factor", "patience", "factor is 0.5", "0 chains", "share is 0", "(7)" }) Assert.Contains(part, message);
    }
}
