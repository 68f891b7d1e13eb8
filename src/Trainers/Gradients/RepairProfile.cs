namespace MLNetGradExt.Gradients;

/// <summary>
/// How the relative gradients of the weights change from layer to layer at one step: a line through log ρ over the order of the weights.
/// In a chaotic network (tanh with weights of two and more natural norms) they grow by the same factor in every layer towards the input, which is a
/// straight line; in a sound one they scatter around a level.
/// </summary>
internal struct RepairProfile
{
    private const int FewestWeights = 5;
    private const double LargestGrowth = 10, Straightness = 0.8;
    private const double LargestGain = 1.8;        // initialisers in use draw gains up to 5/3, tanh's

    private double _sum, _squares, _moment;
    private int _count, _large;

    /// <summary>Takes the next weight: its relative gradient, and its norm in natural norms.</summary>
    public void Add(double relative, double gain)
    {
        var log = Math.Log(relative);
        _sum += log;
        _squares += log * log;
        _moment += _count * log;
        _count++;
        if (gain > LargestGain) _large++;
    }

    /// <summary>By how much the line grows from the last weight to the first: 1 is flat.</summary>
    public readonly double Growth => Math.Exp(-Slope * (_count - 1));

    /// <summary>Whether the gradients grow geometrically towards the input because the weights are too large.</summary>
    public readonly bool IsChaotic
    {
        get
        {
            if (_count < FewestWeights || 2 * _large < _count || Growth < LargestGrowth) return false;
            var scatter = _squares - _sum * _sum / _count;
            return Slope * Slope * PositionSquares >= Straightness * scatter;
        }
    }

    // Least squares over the positions 0, 1, ..: their mean is (n - 1)/2 and the sum of their squared distances from it n(n² - 1)/12.
    private readonly double Slope => _count < 2 ? 0 : (_moment - _sum * (_count - 1) / 2) / PositionSquares;

    private readonly double PositionSquares => _count * ((double)_count * _count - 1) / 12;
}
