namespace MLNetGradExt;

/// <summary>What an exported network takes and gives.</summary>
public sealed record OnnxOptions
{
    /// <summary>The name of the input, [N, row shape] of single-precision numbers.</summary>
    public string InputName { get; init; } = "Features";

    /// <summary>How the features come from other inputs, which the file then takes instead of <see cref="InputName"/>; null: they are the input.</summary>
    public OnnxColumn? Features { get; init; }

    /// <summary>The name of the outputs, [N, outputs].</summary>
    public string ScoreName { get; init; } = "Score";

    /// <summary>The name of a second output, the sigmoid of the first; none when null.</summary>
    public string? ProbabilityName { get; init; }

    /// <summary>Whether the outputs become probabilities that sum to 1.</summary>
    public bool Softmax { get; init; }

    /// <summary>What outputs are divided by before they become probabilities; see <see cref="TemperatureScaling"/>.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>What outputs are multiplied by, such as the deviation of a label that was standardised.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is added to them then, such as the label's mean.</summary>
    public double Shift { get; init; }
}
