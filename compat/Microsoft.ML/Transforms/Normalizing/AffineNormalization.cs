using System.Collections.Immutable;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>(value − offset)·scale. A scale of zero silences a slot that carries no information.</summary>
internal sealed class AffineNormalization<T>(T[] scale, T[] offset) : Normalization<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const byte Tag = 1;

    public override bool KeepsZero { get; } = offset.All(T.IsZero);

    public override T Map(int slot, T value) => (value - offset[slot]) * scale[slot];

    public override void Save(BinaryWriter writer)
    {
        Head(writer, Tag);
        writer.WriteValues(scale);
        writer.WriteValues(offset);
    }

    public static AffineNormalization<T> Read(BinaryReader reader) => new(reader.ReadValues<T>(), reader.ReadValues<T>());

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters(bool vector) => vector
        ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>([.. scale], [.. offset])
        : new NormalizingTransformer.AffineNormalizerModelParameters<T>(scale[0], offset[0]);

    /// <summary>To [0, 1] from minimum and maximum, or to [−1, 1] by the larger magnitude where zero is to stay zero.</summary>
    public static AffineNormalization<T> MinMax(SlotStatistics[] slots, bool fixZero)
    {
        var spans = slots.Select(s => s.Max > s.Min ? fixZero ? Math.Max(Math.Abs(s.Min), Math.Abs(s.Max)) : s.Max - s.Min : 0);
        var scales = spans.Select(span => span > 0 ? 1 / span : 0).ToArray();
        return new(Cast(scales), Cast(slots.Select((s, i) => fixZero || scales[i] == 0 ? 0 : s.Min)));
    }

    /// <summary>To mean 0 and variance 1, or to a mean square of 1 where zero is to stay zero.</summary>
    public static AffineNormalization<T> MeanVariance(SlotStatistics[] slots, bool fixZero)
    {
        var scales = slots.Select(s => s.Variance == 0 ? 0 : 1 / Math.Sqrt(fixZero ? s.Variance + s.Mean * s.Mean : s.Variance)).ToArray();
        return new(Cast(scales), Cast(slots.Select((s, i) => fixZero || scales[i] == 0 ? 0 : s.Mean)));
    }

    /// <summary>(value − median) / (upper quantile − lower quantile).</summary>
    public static AffineNormalization<T> Robust(List<double>[] slots, bool center, double lower, double upper)
    {
        foreach (var values in slots)
            values.Sort();
        return new(Cast(slots.Select(v => Quantile(v, upper) - Quantile(v, lower) is > 0 and var span ? 1 / span : 0)),
            Cast(slots.Select(v => center ? Quantile(v, 0.5) : 0)));
    }

    private static double Quantile(List<double> sorted, double share)
    {
        if (sorted.Count == 0)
            return 0;
        var at = share * (sorted.Count - 1);
        var below = (int)at;
        return sorted[below] + (at - below) * (sorted[Math.Min(below + 1, sorted.Count - 1)] - sorted[below]);
    }
}
