namespace MLNetGradExt.Networks;

/// <summary>
/// How many numbers a network that comes from a file may have: little more than the file brings, so that what does not fit can still be
/// listed name by name. Each tensor is taken off before it is made: a recipe of enormous layers is refused instead of filling the memory.
/// </summary>
internal sealed class ParameterBudget(long numbers)
{
    private const double Slack = 1 << 24;

    private double _left = numbers + Slack;

    /// <exception cref="ArgumentException">The tensor is larger than what is left.</exception>
    public void Take(string path, ReadOnlySpan<long> shape)
    {
        var wanted = 1.0;
        foreach (var size in shape) wanted *= size;
        _left -= wanted;
        if (_left < 0) throw new ArgumentException($"Layer {path} needs a tensor of shape [{string.Join(", ", shape.ToArray())}], but the weights have {numbers} numbers for the whole network.");
    }
}
