namespace MLNetGradExt.Data;

/// <summary>The order in which rows are visited: as stored, or a permutation that is a pure function of seed and epoch, so that resuming needs no stored position.</summary>
/// <param name="IsShuffled">Whether rows are permuted.</param>
/// <param name="Seed">The run's shuffling seed.</param>
/// <param name="Epoch">The epoch, from 0; every epoch has its own permutation.</param>
/// <param name="DropLast">Whether a last batch with fewer rows is left out.</param>
public readonly record struct BatchOrder(bool IsShuffled, ulong Seed = 0, int Epoch = 0, bool DropLast = false)
{
    /// <summary>Rows as stored.</summary>
    public static BatchOrder Sequential => new(IsShuffled: false);

    /// <summary>Rows in the permutation of this seed and epoch.</summary>
    public static BatchOrder Shuffled(ulong seed, int epoch) => new(IsShuffled: true, seed, epoch);

    /// <summary>The seed of this epoch's permutation.</summary>
    public ulong EpochSeed => Training.Seeds.Mix(Seed, (ulong)Epoch);
}
