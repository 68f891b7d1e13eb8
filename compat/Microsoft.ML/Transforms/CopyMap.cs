namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>A column under another name, annotations included.</summary>
internal sealed class CopyMap(string output, string input) : ColumnMap1(output, input)
{
    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        annotations.Add(source.Annotations, _ => true);
        return source.Type;
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) =>
        (Delegate)Lift.Call(typeof(CopyMap), nameof(Same), [source.Type.RawType], null, row, source);

    private static ValueGetter<T> Same<T>(DataViewRow row, DataViewSchema.Column source) => row.GetGetter<T>(source);

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
    }

    public static CopyMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString());
}
