using Microsoft.ML.SearchSpace;

namespace MLNetGradExt;

/// <summary>
/// What a sweep may vary of a fully connected network and its training: numbers and names with ML.NET's own search-space attributes, so that
/// <c>new SearchSpace&lt;NetworkSweep&gt;()</c> of the package Microsoft.ML.SearchSpace draws them for AutoML's tuners. Each trial makes a
/// network and options of its own.
/// </summary>
/// <example><code>
/// var trainer = ml.GradExt().Regression(sweep.ToNetwork(), options: sweep.ToTraining());
/// </code></example>
public sealed class NetworkSweep
{
    /// <summary>Hidden layers.</summary>
    [Range(1, 4, init: 2)] public int Layers { get; set; } = 2;

    /// <summary>Units of the first hidden layer.</summary>
    [Range(8, 512, init: 64, logBase: true)] public int Units { get; set; } = 64;

    /// <summary>The width of each hidden layer as a share of the one before.</summary>
    [Range(0.5, 1.0, init: 1.0)] public double Taper { get; set; } = 1;

    /// <summary>The share of hidden values set to zero in training.</summary>
    [Range(0.0, 0.5, init: 0.1)] public double Dropout { get; set; } = 0.1;

    /// <summary>The activation of hidden layers, a name of <see cref="MLNetGradExt.Activation"/>.</summary>
    [Choice("Relu", "Gelu", "Silu", "Tanh")] public string Activation { get; set; } = "Relu";

    /// <summary>What normalises hidden layers, a name of <see cref="MLNetGradExt.Normalization"/>.</summary>
    [Choice("None", "Batch", "Layer")] public string Normalization { get; set; } = "None";

    /// <summary>Whether hidden layers of equal width add their input to their output.</summary>
    [BooleanChoice(false)] public bool Residual { get; set; }

    /// <summary>The peak of AdamW's learning rate, which rises and falls over the run.</summary>
    [Range(1e-4, 3e-2, init: 3e-3, logBase: true)] public double LearningRate { get; set; } = 3e-3;

    /// <summary>The decay of weights, not of biases, in each step per unit of learning rate.</summary>
    [Range(1e-4, 1.0, init: 1e-2, logBase: true)] public double WeightDecay { get; set; } = 1e-2;

    /// <summary>Rows of a step.</summary>
    [Range(16, 256, init: 32, logBase: true)] public int BatchSize { get; set; } = 32;

    /// <summary>The network.</summary>
    /// <exception cref="ArgumentException">A number is out of question or a name unknown; all problems are listed together.</exception>
    public Network ToNetwork()
    {
        var problems = new List<string>();
        if (Layers < 1) problems.Add($"Layers is {Layers}, but at least 1 is needed.");
        if (Units < 1) problems.Add($"Units is {Units}, but at least 1 is needed.");
        if (Taper is not (> 0 and <= 1)) problems.Add($"Taper is {Taper}, but it must be above 0 and at most 1.");
        if (Dropout is not (>= 0 and < 1)) problems.Add($"Dropout is {Dropout}, but it must be from 0 to below 1.");
        var activation = Named<Activation>(nameof(Activation), Activation, problems);
        var normalization = Named<Normalization>(nameof(Normalization), Normalization, problems);
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems));
        int[] widths = [.. Enumerable.Range(0, Layers).Select(layer => Math.Max(1, (int)Math.Round(Units * Math.Pow(Taper, layer))))];
        return Network.Mlp(widths).WithActivation(activation).WithNormalization(normalization).WithDropout(Dropout).WithResidual(Residual);
    }

    /// <summary>The options of a training.</summary>
    /// <param name="basis">What is not swept: epochs, callbacks, seed, device.</param>
    public TrainingOptions ToTraining(TrainingOptions? basis = null) => (basis ?? new TrainingOptions()) with
    {
        Optimizer = Optimizer.AdamW(Schedule.OneCycle(LearningRate, warmFraction: 0.1), weightDecay: WeightDecay, decayOn: ParameterSelection.Weights),
        BatchSize = BatchSize,
    };

    private static T Named<T>(string option, string name, List<string> problems) where T : struct, Enum
    {
        if (Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value)) return value;
        problems.Add($"{option} is '{name}', but there are {string.Join(", ", Enum.GetNames<T>())}.");
        return default;
    }
}
