namespace MLNetGradExt.Reports;

/// <summary>A figure of an epoch, as a row of a view.</summary>
public sealed class EpochFigure
{
    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; set; }

    /// <summary>Steps of the whole run so far.</summary>
    public long Steps { get; set; }

    /// <summary>The figure's name, such as <c>loss</c> or <c>val_accuracy</c>; also <c>learning_rate</c>, <c>seconds</c> and <c>samples_per_second</c>.</summary>
    public string Figure { get; set; } = "";

    /// <summary>Its value.</summary>
    public double Value { get; set; }
}

/// <summary>A change to a gradient, as a row of a view.</summary>
public sealed class GradientChange
{
    /// <summary>The step of the run, from 0.</summary>
    public long Step { get; set; }

    /// <summary>The parameter's name, or <c>*</c> for all of them.</summary>
    public string Parameter { get; set; } = "";

    /// <summary>What was done.</summary>
    public string What { get; set; } = "";

    /// <summary>The measure before.</summary>
    public double Before { get; set; }

    /// <summary>The measure after.</summary>
    public double After { get; set; }

    /// <summary>What the gradient was multiplied by.</summary>
    public double Factor { get; set; }
}
