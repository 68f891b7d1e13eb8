using MLNetGradExt.Annealing;
using MLNetGradExt.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>
/// The efficient heat method without a pipeline: makes the loss of a network, or any function of a vector, small by annealing.
/// Candidates are evaluated in batches on the device; the best of all evaluations is the result.
/// </summary>
/// <example><code>
/// using var found = Annealer.Minimize(Network.Mlp(16, 16), Loss.ZeroOne, x, y, seed: 7);
/// Tensor wrong = found.Network!.Predict(x);
/// </code></example>
public static class Annealer
{
    /// <summary>Trains a network on all rows at a time.</summary>
    /// <param name="network">The network's recipe; its own initialisers draw the points to start from.</param>
    /// <param name="loss">What to make small; it need not have a gradient.</param>
    /// <param name="x">Rows, [N, …]; copied to the device where needed.</param>
    /// <param name="y">Labels, [N]: floating, or int64 classes.</param>
    /// <param name="initialTemperature">The first temperature in the loss's units; null takes the spread of the losses at the start.</param>
    /// <param name="alpha">The factor that the temperature is multiplied by in each step; null cools geometrically over the whole run.</param>
    /// <param name="steps">The most steps; null ends by the number of evaluations.</param>
    /// <param name="method">How to search; null takes <see cref="AnnealingMethod.Hybrid"/> where the loss has a gradient, else <see cref="AnnealingMethod.Evolution"/>.</param>
    /// <param name="options">All other settings; the arguments above come before them.</param>
    /// <param name="outputs">Outputs of the network; null takes 1 for floating labels and the largest class and one for int64 ones.</param>
    /// <param name="weights">Each row's weight in the loss, [N], or null.</param>
    /// <param name="seed">Makes the run repeatable; null draws one.</param>
    /// <param name="device">Where to work; null is <see cref="Device.Auto"/>.</param>
    /// <param name="token">Ends the run, also within a step.</param>
    /// <exception cref="ArgumentException">The settings or shapes do not fit; all problems are listed together.</exception>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    public static AnnealingResult Minimize(Network network, Loss loss, Tensor x, Tensor y, double? initialTemperature = null, double? alpha = null, long? steps = null,
        AnnealingMethod? method = null, AnnealingOptions? options = null, int? outputs = null, Tensor? weights = null, int? seed = null, Device? device = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        var where = (device ?? Device.Auto).Resolve();
        var classes = OutputsFor(y, outputs);
        if (loss.Problems(classes).ToArray() is { Length: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(loss));
        var search = method ?? For(loss);
        using var scope = NewDisposeScope();
        using var rows = Rows(x, y, weights);
        using var objective = new NetworkObjective(network, loss, rows, classes, where, PrecisionFor(search, where));
        using var run = Run(objective, search, Combine(options, initialTemperature, alpha, steps), seed, token);
        using var generator = new Generator(0, CPU);
        var module = network.Build(new NetworkContext(rows.FeatureShape, classes, generator, where));
        objective.Parameters.Write(module, run.Best);
        return new AnnealingResult(run, new TrainedNetwork(network, rows.FeatureShape, classes, module, where, run.History));
    }

    /// <summary>Minimises a function of a vector.</summary>
    /// <param name="batchedObjective">Vectors [K, D] to their losses [K], all K in one call. NaN counts as infinite.</param>
    /// <param name="start">Where to begin, [D]; its type and device are those of the vectors. Further points are drawn around it.</param>
    /// <param name="scales">The natural size of each coordinate, [D]; null is 1 for all.</param>
    /// <param name="initialTemperature">The first temperature in the loss's units; null takes the spread of the losses at the start.</param>
    /// <param name="alpha">The factor that the temperature is multiplied by in each step; null cools geometrically over the whole run.</param>
    /// <param name="steps">The most steps; null ends by the number of evaluations.</param>
    /// <param name="method">How to search; null takes <see cref="AnnealingMethod.Evolution"/>. <see cref="AnnealingMethod.Hybrid"/> needs a function that autograd can pass through.</param>
    /// <param name="options">All other settings; the arguments above come before them.</param>
    /// <param name="seed">Makes the run repeatable; null draws one.</param>
    /// <param name="token">Ends the run, also within a step.</param>
    public static AnnealingResult Minimize(Func<Tensor, Tensor> batchedObjective, Tensor start, Tensor? scales = null, double? initialTemperature = null, double? alpha = null, long? steps = null,
        AnnealingMethod? method = null, AnnealingOptions? options = null, int? seed = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(batchedObjective);
        var search = method ?? AnnealingMethod.Evolution();
        using var objective = new FunctionObjective(batchedObjective, start, scales, search.NeedsGradient);
        using var run = Run(objective, search, Combine(options, initialTemperature, alpha, steps), seed, token);
        return new AnnealingResult(run, null);
    }

    /// <summary>The loss of a network over all rows as a function of its parameters, for an <see cref="AnnealingRun"/> of your own, which can be saved and resumed.</summary>
    /// <param name="network">The network's recipe.</param>
    /// <param name="loss">What to make small.</param>
    /// <param name="x">Rows, [N, …]; copied.</param>
    /// <param name="y">Labels, [N]; copied.</param>
    /// <param name="outputs">Outputs of the network; null takes 1 for floating labels and the largest class and one for int64 ones.</param>
    /// <param name="weights">Each row's weight in the loss, [N], or null.</param>
    /// <param name="device">Where to work; null is <see cref="Device.Auto"/>.</param>
    /// <param name="precise">Double precision, which quenches like.</param>
    public static IAnnealingObjective Objective(Network network, Loss loss, Tensor x, Tensor y, int? outputs = null, Tensor? weights = null, Device? device = null, bool precise = false) =>
        new NetworkObjective(network, loss, Rows(x, y, weights), OutputsFor(y, outputs), (device ?? Device.Auto).Resolve(), precise ? ScalarType.Float64 : ScalarType.Float32, ownsRows: true);

    /// <summary>The method that a loss gets when none is named.</summary>
    internal static AnnealingMethod For(Loss loss) => loss.HasGradient ? AnnealingMethod.Hybrid() : AnnealingMethod.Evolution();

    // Quenches need more digits than single precision has; on a device, double precision is too slow for what it brings.
    internal static ScalarType PrecisionFor(AnnealingMethod method, torch.Device device) =>
        method.NeedsGradient && device.type == DeviceType.CPU ? ScalarType.Float64 : ScalarType.Float32;

    private static int OutputsFor(Tensor y, int? outputs) => outputs ?? (y.dtype == ScalarType.Int64 ? (int)y.max().item<long>() + 1 : 1);

    private static TensorDataset Rows(Tensor x, Tensor y, Tensor? weights) => new(x.detach().clone(), y.detach().clone(), weights?.detach().clone());

    private static AnnealingRun Run(IAnnealingObjective objective, AnnealingMethod method, AnnealingOptions options, int? seed, CancellationToken token)
    {
        var run = new AnnealingRun(objective, method, options, (ulong)(seed ?? Random.Shared.Next()));
        try
        {
            run.Run(token);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private static AnnealingOptions Combine(AnnealingOptions? options, double? initialTemperature, double? alpha, long? steps)
    {
        var all = options ?? new AnnealingOptions();
        return all with
        {
            InitialTemperature = initialTemperature ?? all.InitialTemperature,
            Cooling = alpha is { } factor ? Cooling.Factor(factor) : all.Cooling,
            Steps = steps ?? all.Steps,
        };
    }
}
