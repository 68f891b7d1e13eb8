namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>A column through its fitted normalisation.</summary>
internal sealed class NormalizeMap(string output, string input, DataViewType type, Normalization normalization) : ColumnMap1(output, input)
{
    public NormalizingTransformer.NormalizerModelParametersBase Parameters => normalization.Parameters(type is VectorDataViewType);

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        if (source.Type.GetItemType() != type.GetItemType() || source.Type.GetValueCount() != type.GetValueCount())
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, type.ToString(), source.Type.ToString());
        annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        KeepSlotNames(source, annotations);
        return source.Type;
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) => normalization is Normalization<float> single
        ? Lift.Slots<float, float>(row, source, single.Map, single.KeepsZero)
        : Lift.Slots<double, double>(row, source, ((Normalization<double>)normalization).Map, normalization.KeepsZero);

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        writer.WriteType((PrimitiveDataViewType)type.GetItemType());
        writer.WriteValues<int>(type is VectorDataViewType vector ? [.. vector.Dimensions] : []);
        normalization.Save(writer);
    }

    public static NormalizeMap Load(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), Typed(reader.ReadItemType(), reader.ReadValues<int>()), Normalization.Load(reader));

    private static DataViewType Typed(PrimitiveDataViewType item, int[] dimensions) => dimensions.Length == 0 ? item : new VectorDataViewType(item, dimensions);
}
