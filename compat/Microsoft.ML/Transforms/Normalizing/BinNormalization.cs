using System.Collections.Immutable;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>The number of the value's bin over the number of bins less one; bins hold about equally many values each.</summary>
internal sealed class BinNormalization<T>(T[][] bounds, T[] density, T[] offset) : Normalization<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const byte Tag = 3;

    public override bool KeepsZero => false;

    public override T Map(int slot, T value)
    {
        if (T.IsNaN(value))
            return value;
        var bin = Array.BinarySearch(bounds[slot], 0, bounds[slot].Length - 1, value);
        return T.CreateTruncating(bin < 0 ? ~bin : bin) / density[slot] - offset[slot];
    }

    public override void Save(BinaryWriter writer)
    {
        Head(writer, Tag);
        writer.Write(bounds.Length);
        foreach (var slot in bounds)
            writer.WriteValues(slot);
        writer.WriteValues(density);
        writer.WriteValues(offset);
    }

    public static BinNormalization<T> Read(BinaryReader reader)
    {
        var bounds = new T[reader.ReadInt32()][];
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] = reader.ReadValues<T>();
        return new(bounds, reader.ReadValues<T>(), reader.ReadValues<T>());
    }

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters(bool vector) => vector
        ? new NormalizingTransformer.BinNormalizerModelParameters<ImmutableArray<T>>([.. bounds.Select(b => b.ToImmutableArray())], [.. density], [.. offset])
        : new NormalizingTransformer.BinNormalizerModelParameters<T>([.. bounds[0]], density[0], offset[0]);

    public static BinNormalization<T> Fit(List<double>[] slots, int bins, bool fixZero)
    {
        var bounds = slots.Select(values => Bounds(values, bins)).ToArray();
        var density = bounds.Select(b => T.CreateTruncating(Math.Max(1, b.Length - 1))).ToArray();
        var plain = new BinNormalization<T>(bounds, density, new T[slots.Length]);
        return fixZero ? new(bounds, density, Enumerable.Range(0, slots.Length).Select(i => plain.Map(i, T.Zero)).ToArray()) : plain;
    }

    private static T[] Bounds(List<double> values, int bins)
    {
        values.Sort();
        var bounds = new List<double>();
        for (var bin = 1; bin < bins && values.Count > 0; bin++)
        {
            // A bound lies halfway between the last value of its bin and the first one above.
            var last = (int)((long)bin * values.Count / bins) - 1;
            if (last < 0)
                continue;
            var next = values.FindIndex(last, value => value > values[last]);
            if (next > 0 && (bounds.Count == 0 || values[last] > bounds[^1]))
                bounds.Add((values[last] + values[next]) / 2);
        }
        return Cast(bounds.Append(double.PositiveInfinity));
    }
}
