namespace MLNetGradExt;

/// <summary>Which parameters something applies to.</summary>
public enum ParameterSelection
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Only weights of two dimensions or more: no biases, no scales or shifts of normalisations.</summary>
    Weights,
}
