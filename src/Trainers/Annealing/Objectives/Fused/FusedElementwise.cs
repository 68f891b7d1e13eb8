using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>A function of single values.</summary>
internal interface IElementFunction
{
    static abstract Lanes Of(Lanes x);
}

/// <summary>Applies a function to every value of a block. The function is a type argument, so that it is compiled into the loop.</summary>
internal sealed class FusedElementwise<TFunction>(long units) : FusedStep where TFunction : struct, IElementFunction
{
    // A transcendental function costs about as much as this many multiplications.
    public override long Cost => 10 * units;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(ref float vector, ref float from, ref float to, int rows)
    {
        var count = (nuint)(units * rows);
        for (nuint i = 0; i < count; i += (nuint)Lanes.Count) TFunction.Of(LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }
}
