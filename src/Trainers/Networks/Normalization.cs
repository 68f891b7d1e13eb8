namespace MLNetGradExt;

/// <summary>What normalises hidden layers, between the linear part and the activation.</summary>
public enum Normalization
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Batch normalisation.</summary>
    Batch,

    /// <summary>Layer normalisation.</summary>
    Layer,
}
