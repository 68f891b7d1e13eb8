namespace MLNetGradExt.Transforms;

/// <summary>What standardising does with a missing value (NaN).</summary>
public enum MissingValues
{
    /// <summary>Fitting stops with the row number and the slot.</summary>
    Error,

    /// <summary>Missing values take no part in the statistics and stay missing.</summary>
    Ignore,

    /// <summary>Missing values take no part in the statistics and become the column's mean, which is 0 once standardised.</summary>
    ImputeMean,
}
