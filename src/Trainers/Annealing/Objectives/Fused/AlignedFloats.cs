using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLNetGradExt.Annealing;

/// <summary>Floats that begin at a cache line and stay where they are, so that no load of a whole register touches two lines.</summary>
internal sealed class AlignedFloats
{
    private const int CacheLine = 64;

    private readonly float[] _values;
    private readonly int _start;

    public AlignedFloats(int length)
    {
        Length = length;
        _values = GC.AllocateArray<float>(length + CacheLine / sizeof(float) + Vector<float>.Count, pinned: true);
        var address = (long)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        _start = (int)((CacheLine - address % CacheLine) % CacheLine / sizeof(float));
    }

    public int Length { get; }

    public ref float First => ref _values[_start];

    public Span<float> Span => _values.AsSpan(_start, Length);

    public ref float At(int index) => ref Unsafe.Add(ref First, index);
}
