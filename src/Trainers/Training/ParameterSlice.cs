namespace MLNetGradExt.Training;

/// <summary>The role of a parameter tensor.</summary>
public enum ParameterKind
{
    /// <summary>Two dimensions or more: the weight of a linear, convolutional, recurrent or embedding layer.</summary>
    Weight,

    /// <summary>The bias that belongs to a weight.</summary>
    Bias,

    /// <summary>Anything else, such as the scale and shift of a normalisation.</summary>
    Other,
}

/// <summary>Where one parameter tensor lies in a <see cref="ParameterBuffer"/>.</summary>
/// <param name="Index">Its position among the parameters.</param>
/// <param name="Name">Its name in the network, such as <c>0.weight</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Offset">Its first element in the buffer, a multiple of <see cref="ParameterBuffer.BlockSize"/>.</param>
/// <param name="Length">The number of its elements, without padding.</param>
/// <param name="Kind">Its role.</param>
/// <param name="WeightIndex">For a bias: the index of its weight.</param>
/// <param name="FanIn">Inputs that feed one output: elements of a weight divided by its first dimension; a bias has its weight's; 1 for anything else.</param>
public sealed record ParameterSlice(int Index, string Name, ValueList<long> Shape, long Offset, long Length, ParameterKind Kind, int? WeightIndex, long FanIn)
{
    /// <summary>The first element behind this parameter and its padding: where the next one begins.</summary>
    public long End => Offset + (Length + ParameterBuffer.BlockSize - 1) / ParameterBuffer.BlockSize * ParameterBuffer.BlockSize;
}
