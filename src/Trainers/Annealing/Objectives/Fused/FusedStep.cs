namespace MLNetGradExt.Annealing;

/// <summary>
/// One layer for one candidate and one block of rows. Values of a block lie unit by unit, [units, rows], so that a vector register holds
/// neighbouring rows of one unit and a weight is the same for all its lanes. Steps are compiled in full at their first call: a search may be
/// over before the runtime would get round to it.
/// </summary>
internal abstract class FusedStep
{
    /// <summary>Multiplications for one row, roughly: what tells whether threads are worth their start.</summary>
    public abstract long Cost { get; }

    /// <summary>Computes a block.</summary>
    /// <param name="vector">The candidate's parameters, [D].</param>
    /// <param name="from">The block that comes in.</param>
    /// <param name="to">Where the result goes; the same as <paramref name="from"/> for steps that work in place.</param>
    /// <param name="rows">Rows of the block, a multiple of two registers.</param>
    public abstract void Apply(ref float vector, ref float from, ref float to, int rows);
}
