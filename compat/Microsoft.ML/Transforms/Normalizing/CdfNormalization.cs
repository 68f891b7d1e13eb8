using System.Collections.Immutable;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>The normal distribution's share below the value, or below its logarithm; erf by Winitzki's approximation.</summary>
internal sealed class CdfNormalization<T>(T[] mean, T[] deviation, bool log) : Normalization<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const byte Tag = 2;

    public override bool KeepsZero => log;

    public override T Map(int slot, T value)
    {
        if (T.IsNaN(value))
            return value;
        if (log && value <= T.Zero)
            return T.Zero;
        if (T.IsZero(deviation[slot]))
            return T.Zero;
        var x = double.CreateTruncating(((log ? T.Log(value) : value) - mean[slot]) / deviation[slot]);
        var half = x * x / 2;
        var share = Math.Sqrt(1 - Math.Exp(-half * (4 / Math.PI + 0.147 * half) / (1 + 0.147 * half)));
        return T.CreateTruncating(0.5 + 0.5 * Math.Sign(x) * share);
    }

    public override void Save(BinaryWriter writer)
    {
        Head(writer, Tag);
        writer.WriteValues(mean);
        writer.WriteValues(deviation);
        writer.Write(log);
    }

    public static CdfNormalization<T> Read(BinaryReader reader) => new(reader.ReadValues<T>(), reader.ReadValues<T>(), reader.ReadBoolean());

    public override NormalizingTransformer.NormalizerModelParametersBase Parameters(bool vector) => vector
        ? new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>([.. mean], [.. deviation], log)
        : new NormalizingTransformer.CdfNormalizerModelParameters<T>(mean[0], deviation[0], log);

    public static CdfNormalization<T> Fit(SlotStatistics[] slots, bool log) =>
        new(Cast(slots.Select(s => s.Mean)), Cast(slots.Select(s => Math.Sqrt(s.Variance))), log);
}
