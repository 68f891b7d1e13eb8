using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>A fitted normalisation of every slot of a column.</summary>
internal abstract class Normalization
{
    /// <summary>Whether zero stays zero in every slot.</summary>
    public abstract bool KeepsZero { get; }

    public abstract void Save(BinaryWriter writer);

    /// <summary>The public parameters, as scalars where the column is a scalar.</summary>
    public abstract NormalizingTransformer.NormalizerModelParametersBase Parameters(bool vector);

    public static Normalization Load(BinaryReader reader)
    {
        var single = reader.ReadBoolean();
        return reader.ReadByte() switch
        {
            AffineNormalization<float>.Tag => single ? AffineNormalization<float>.Read(reader) : AffineNormalization<double>.Read(reader),
            CdfNormalization<float>.Tag => single ? CdfNormalization<float>.Read(reader) : CdfNormalization<double>.Read(reader),
            BinNormalization<float>.Tag => single ? BinNormalization<float>.Read(reader) : BinNormalization<double>.Read(reader),
            _ => throw new FormatException("The stored normalization is of an unknown kind"),
        };
    }
}

/// <summary>A normalisation computed in the column's own precision.</summary>
internal abstract class Normalization<T> : Normalization where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public abstract T Map(int slot, T value);

    protected static void Head(BinaryWriter writer, byte tag)
    {
        writer.Write(typeof(T) == typeof(float));
        writer.Write(tag);
    }

    protected static T[] Cast(IEnumerable<double> values) => values.Select(T.CreateTruncating).ToArray();
}
