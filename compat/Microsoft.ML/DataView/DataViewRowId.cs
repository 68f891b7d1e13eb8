using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>A 128-bit row identity that survives filtering, shuffling and reading in parallel.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;
    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Low, High);

    public int CompareTo(DataViewRowId other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }


    /// <summary>Another id that depends on this one alone.</summary>
    public DataViewRowId Fork() => Mix(Low ^ 0x9E3779B97F4A7C15, High + 0xD1B54A32D192ED03);

    /// <summary>The id after this one in a pseudo-random walk.</summary>
    public DataViewRowId Next() => Mix(Low + 0xA0761D6478BD642F, High ^ 0xE7037ED1A0B428DB);

    /// <summary>An id that depends on both.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        var left = Mix(Low, High);
        return Mix(left.Low ^ other.Low, BitOperations.RotateLeft(left.High, 23) + other.High);
    }

    private static DataViewRowId Mix(ulong low, ulong high)
    {
        low = Scramble(low + BitOperations.RotateLeft(high, 31));
        high = Scramble(high ^ BitOperations.RotateLeft(low, 17));
        return new DataViewRowId(low, high);
    }

    private static ulong Scramble(ulong x)
    {
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9;
        x ^= x >> 27;
        x *= 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
