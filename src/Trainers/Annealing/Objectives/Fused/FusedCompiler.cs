namespace MLNetGradExt.Annealing;

/// <summary>Puts steps in order and gives each result a slot; slots are used again as soon as nobody needs what is in them.</summary>
internal sealed class FusedCompiler
{
    private readonly Stack<int> _free = [];

    public List<FusedMove> Moves { get; } = [];

    /// <summary>Slots besides the rows themselves.</summary>
    public int Slots { get; private set; }

    /// <summary>Units of the widest result.</summary>
    public long Width { get; private set; } = 1;

    /// <summary>Compiles layers that start from a slot and so many units; these become the last layer's. False where a layer has no fused form.</summary>
    /// <param name="layers">The layers in order.</param>
    /// <param name="slot">Where the values are; nothing is written to it when it is 0 or <paramref name="shared"/>.</param>
    /// <param name="units">How many there are of each row.</param>
    /// <param name="shared">Whether somebody else needs the values of the first slot.</param>
    public bool Compile(BatchedLayer[] layers, ref int slot, ref long units, bool shared = false)
    {
        foreach (var layer in layers)
        {
            if (layer is BatchedResidual residual)
            {
                if (!Residual(residual, ref slot, ref units, shared)) return false;
            }
            else if (layer.Fused(units) is { } fused)
            {
                var to = fused.InPlace && slot != 0 && !shared ? slot : Take();
                Moves.Add(new FusedMove(fused.Step, slot, to));
                if (to != slot) Release(slot, shared);
                (slot, units) = (to, fused.Units);
                Width = Math.Max(Width, units);
            }
            else
            {
                return false;
            }
            shared = false;
        }
        return true;
    }

    private bool Residual(BatchedResidual residual, ref int slot, ref long units, bool shared)
    {
        var (bent, straight, width, other) = (slot, slot, units, units);
        if (!Compile(residual.Body, ref bent, ref width, shared: true) || !Compile(residual.Shortcut, ref straight, ref other, shared: true)) return false;
        // One of the two paths must have made a block of its own for the sum.
        if (bent == slot && straight == slot)
        {
            bent = Take();
            Moves.Add(new FusedMove(new FusedElementwise<ElementFunctions.Same>(width), slot, bent));
            Width = Math.Max(Width, width);
        }
        var (sum, added) = bent == slot ? (straight, bent) : (bent, straight);
        Moves.Add(new FusedMove(new FusedAddition(width), added, sum));
        if (added != slot) Release(added, shared: false);
        Release(slot, shared);
        (slot, units) = (sum, width);
        return true;
    }

    private int Take() => _free.TryPop(out var slot) ? slot : ++Slots;

    private void Release(int slot, bool shared)
    {
        if (slot != 0 && !shared) _free.Push(slot);
    }
}
