using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>Gives every row a number in [0, 1]: random, or the same for all rows with the same key. Splits are ranges of it.</summary>
internal sealed class RowSplit
{
    private const int DefaultSeed = 42;

    private readonly IDataView _data;
    private readonly DataViewSchema.Column? _key;
    private readonly int? _seed;
    private readonly double _min;
    private readonly double _max;

    public RowSplit(IDataView data, string samplingKeyColumnName, int? seed)
    {
        _data = data;
        _seed = seed;
        if (samplingKeyColumnName is null)
            return;
        _key = data.Schema.GetColumnOrNull(samplingKeyColumnName)
            ?? throw Contracts.ExceptSchemaMismatch("samplingKeyColumn", "SamplingKeyColumn", samplingKeyColumnName);
        if (IsReal(_key.Value))
            (_min, _max) = RangeOf(data, _key.Value);
    }

    public IDataView Where(Func<double, bool> test)
    {
        if (_key is not { } key)
            return new FilterView(_data, [], row =>
            {
                var random = new Random(_seed ?? DefaultSeed);
                return () => test(random.NextDouble());
            }, inOrder: true);
        return new FilterView(_data, [key], row =>
        {
            var number = NumberOf(row, key);
            return () => test(number());
        });
    }

    private static bool IsReal(DataViewSchema.Column column) => column.Type == NumberDataViewType.Single || column.Type == NumberDataViewType.Double;

    private Func<double> NumberOf(DataViewRow row, DataViewSchema.Column key)
    {
        if (key.Type is KeyDataViewType)
            return RowTests.Number(row, key);
        if (IsReal(key))
        {
            var number = RowTests.Number(row, key);
            return () => _max > _min ? (number() - _min) / (_max - _min) : 0;
        }
        return Reflect.Call<Func<double>>(typeof(RowSplit), nameof(Hashed), [key.Type.RawType], null, row, key, (uint)(_seed ?? DefaultSeed));
    }

    private static (double Min, double Max) RangeOf(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var number = RowTests.Number(cursor, column);
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        while (cursor.MoveNext())
        {
            var value = number();
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        return (min, max);
    }

    private static Func<double> Hashed<T>(DataViewRow row, DataViewSchema.Column column, uint seed)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        var buffer = new MemoryStream();
        var writer = new BinaryWriter(buffer);
        return () =>
        {
            getter(ref value);
            buffer.SetLength(0);
            Codec<T>.Write(writer, value);
            return (StableHash.Of(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), seed) >> 2) / (double)(1 << 30);
        };
    }
}

/// <summary>MurmurHash3 (Austin Appleby, public domain): the same number for the same bytes in every process.</summary>
internal static class StableHash
{
    public static uint Of(ReadOnlySpan<byte> data, uint seed)
    {
        var hash = seed;
        var words = MemoryMarshal.Cast<byte, uint>(data);
        foreach (var word in words)
            hash = System.Numerics.BitOperations.RotateLeft(hash ^ Scramble(word), 13) * 5 + 0xE6546B64;
        uint tail = 0;
        for (var i = data.Length - 1; i >= words.Length * 4; i--)
            tail = (tail << 8) | data[i];
        hash ^= Scramble(tail);
        hash ^= (uint)data.Length;
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static uint Scramble(uint word) => System.Numerics.BitOperations.RotateLeft(word * 0xCC9E2D51, 15) * 0x1B873593;
}
