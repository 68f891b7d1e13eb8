using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Microsoft.ML.Transforms;

/// <summary>MurmurHash3, 32 bits (Austin Appleby, public domain algorithm).</summary>
internal static class Murmur
{
    public static uint Hash(uint seed, ReadOnlySpan<byte> bytes)
    {
        var hash = seed;
        var rest = bytes;
        for (; rest.Length >= 4; rest = rest[4..])
            hash = Round(hash, BinaryPrimitives.ReadUInt32LittleEndian(rest));
        if (rest.Length > 0)
        {
            uint tail = 0;
            for (var i = rest.Length - 1; i >= 0; i--)
                tail = tail << 8 | rest[i];
            hash ^= BitOperations.RotateLeft(tail * 0xcc9e2d51, 15) * 0x1b873593;
        }
        return Finish(hash, bytes.Length);
    }

    public static uint Hash(uint seed, ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 512)
        {
            Span<byte> small = stackalloc byte[512];
            return Hash(seed, small[..Encoding.UTF8.GetBytes(text, small)]);
        }
        var large = ArrayPool<byte>.Shared.Rent(most);
        var hash = Hash(seed, large.AsSpan(0, Encoding.UTF8.GetBytes(text, large)));
        ArrayPool<byte>.Shared.Return(large);
        return hash;
    }

    public static uint Round(uint hash, uint block) =>
        BitOperations.RotateLeft(hash ^ BitOperations.RotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593, 13) * 5 + 0xe6546b64;

    private static uint Finish(uint hash, int length)
    {
        hash ^= (uint)length;
        hash = (hash ^ hash >> 16) * 0x85ebca6b;
        hash = (hash ^ hash >> 13) * 0xc2b2ae35;
        return hash ^ hash >> 16;
    }
}
