using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Benchmarks.Gradients;

/// <summary>One row of the table: a network that trains badly (or well), its data and its budget of steps.</summary>
internal abstract record RepairCase(string Name, string Title, int Steps)
{
    /// <summary>A fresh network and fresh batches; the same seed gives the same of both.</summary>
    public abstract RepairTask Begin(int seed);

    /// <summary>All cases, in the order of the table.</summary>
    public static IReadOnlyList<RepairCase> All { get; } =
    [
        new DigitsCase("tanh30", "tanh, 30 layers, gain 0.4 (vanishes)", 500, "tanh", 30, 0.4),
        new DigitsCase("relu30", "relu, 30 layers, gain 0.5 (vanishes)", 500, "relu", 30, 0.5),
        new DigitsCase("sigmoid30", "sigmoid, 30 layers, PyTorch's default", 500, "sigmoid", 30, null),
        new DigitsCase("relu15x", "relu, 15 layers, gain 2.5 (explodes)", 400, "relu", 15, 2.5),
        new DigitsCase("relu30x", "relu, 30 layers, gain 3.0 (explodes)", 500, "relu", 30, 3.0),
        new DigitsCase("tanh15x", "tanh, 15 layers, gain 2.5", 400, "tanh", 15, 2.5),
        new DigitsCase("spikes", "spikes: x1000 every 50 steps, NaN every 100", 400, "relu", 3, null) { Spikes = true },
        new AddingCase(),
        new DigitsCase("residual", "healthy: residual batch-norm network", 500, "residual", 6, null),
        new SineCase(),
    ];
}

/// <summary>A network with its batches, for one training run.</summary>
internal sealed class RepairTask(IReadOnlyList<(string, Parameter)> parameters, Func<int, Tensor> loss, Func<double> testLoss)
{
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; } = parameters;

    /// <summary>The training loss of the batch of a step.</summary>
    public Func<int, Tensor> Loss { get; } = loss;

    /// <summary>The loss over the test rows.</summary>
    public Func<double> TestLoss { get; } = testLoss;
}
