namespace MLNetGradExt;

/// <summary>A parameter or buffer as plain numbers.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its values, the last dimension running fastest; nobody writes to them.</param>
public sealed record WeightArray(ValueList<long> Shape, float[] Values);
