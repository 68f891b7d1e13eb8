namespace MLNetGradExt.Callbacks;

/// <summary>The CRC-32C checksum (Castagnoli polynomial, reflected 0x82F63B78), and TensorBoard's masked form of it.</summary>
internal static class Crc32C
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x82F63B78))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = s_table[(byte)(crc ^ b)] ^ crc >> 8;
        return ~crc;
    }

    /// <summary>Rotated and shifted, so that a checksum of data that holds checksums stays useful.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => unchecked((uint)(System.Numerics.BitOperations.RotateRight(Of(bytes), 15) + 0xA282EAD8));
}
