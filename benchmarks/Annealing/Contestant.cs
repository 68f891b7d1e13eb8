using MLNetGradExt.Annealing;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Annealing;

/// <summary>A way to fit a network to the sine with so many loss evaluations, a gradient counted as three.</summary>
/// <param name="Name">What to type.</param>
/// <param name="Title">What to print.</param>
/// <param name="Run">Network, evaluations and seed to the errors on both parts.</param>
internal sealed record Contestant(string Name, string Title, Func<SineRows, Network, long, int, (double Train, double Test)> Run)
{
    /// <summary>The hybrid, as the command line varies it.</summary>
    public static HybridAnnealing Hybrid { get; set; } = new();

    public static IReadOnlyList<Contestant> All { get; } =
    [
        new("sgd", "gradient descent, learning rate 0.01", (rows, network, budget, seed) => Gradients(rows, network, Optimizer.Sgd(0.01), budget, seed)),
        new("adam", "Adam, learning rate 0.01", (rows, network, budget, seed) => Gradients(rows, network, Optimizer.Adam(0.01), budget, seed)),
        new("adam-cosine", "Adam, cosine from 0.03", (rows, network, budget, seed) => Gradients(rows, network, Optimizer.Adam(Schedule.Cosine(0.03)), budget, seed)),
        new("seed", "the seed's literal method", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.SeedLiteral(), budget, seed, new() { InitialTemperature = 100, Cooling = Cooling.Factor(0.99999) })),
        new("seed-step", "the same, with the seed's 0.99999 as the step too", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.SeedLiteral(0.99999), budget, seed, new() { InitialTemperature = 100, Cooling = Cooling.Factor(0.99999) })),
        new("one-chain", "one chain, geometric cooling, adapted step", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.Chains(1, Proposal.Gaussian()), budget, seed)),
        new("gaussian", "population of chains, Gaussian moves", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.Chains(proposal: Proposal.Gaussian()), budget, seed)),
        new("differential", "population of chains, differential moves", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.Chains(proposal: Proposal.Differential), budget, seed)),
        new("chains", "population of chains, both in turn (default)", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.Chains(), budget, seed)),
        new("tempering", "parallel tempering", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.Tempering(), budget, seed)),
        new("evolution", "thermal evolution", (rows, network, budget, seed) => Anneal(rows, network, AnnealingMethod.Evolution(), budget, seed)),
        new("hybrid", "hybrid", (rows, network, budget, seed) => Anneal(rows, network, Hybrid, budget, seed)),
    ];

    internal static (double Train, double Test) Anneal(SineRows rows, Network network, AnnealingMethod method, long budget, int seed, AnnealingOptions? options = null)
    {
        using var found = Annealer.Minimize(network, Loss.MeanSquaredError, rows.X, rows.Y, method: method, options: (options ?? new()) with { Evaluations = budget }, seed: seed, device: Device.Cpu);
        return rows.Judge(found.Network!.Predict);
    }

    private static (double Train, double Test) Gradients(SineRows rows, Network network, Optimizer recipe, long budget, int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        using var module = network.Build(new NetworkContext([1], 1, generator, CPU));
        using var parameters = ParameterBuffer.Bind(module.named_parameters());
        using var optimizer = recipe.Bind(parameters, budget / 3);
        for (long step = 0; step < budget / 3; step++)
        {
            using var own = NewDisposeScope();
            parameters.ZeroGradients();
            Loss.MeanSquaredError.Compute(module.call(rows.X), rows.Y, null).backward();
            optimizer.Step();
        }
        return rows.Judge(module.call);
    }
}
