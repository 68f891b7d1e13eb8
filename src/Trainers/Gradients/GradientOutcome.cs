namespace MLNetGradExt.Gradients;

/// <summary>What the training loop does with a step after the gradients passed the pipeline.</summary>
public enum GradientDecision
{
    /// <summary>Update the parameters.</summary>
    Proceed,

    /// <summary>Leave the parameters as they are: this step's gradients are no good.</summary>
    Skip,

    /// <summary>Leave the parameters as they are: the gradients are kept and a later step will use them.</summary>
    Accumulate,
}

/// <summary>The pipeline's verdict on one step.</summary>
/// <param name="Decision">What to do.</param>
/// <param name="Reason">Why, when the step does not proceed.</param>
public readonly record struct GradientOutcome(GradientDecision Decision, string? Reason = null)
{
    /// <summary>Update the parameters.</summary>
    public static GradientOutcome Proceed => default;

    /// <summary>Whether the optimizer takes its step.</summary>
    public bool Proceeds => Decision == GradientDecision.Proceed;
}
