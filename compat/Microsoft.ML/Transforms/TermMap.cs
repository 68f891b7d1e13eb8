namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Values to keys; a value that the fit did not see becomes the missing key.</summary>
internal sealed class TermMap(string output, string input, TermSet terms, bool asText) : ColumnMap1(output, input)
{
    public TermSet Terms => terms;

    public bool AsText => asText;

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        var item = source.Type.GetItemType();
        if (item.RawType != terms.ItemType.RawType)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, terms.ItemType.ToString(), source.Type.ToString());
        terms.AddKeyValues(annotations, asText);
        KeepSlotNames(source, annotations);

        // A key type cannot be empty, so a column without a single value gets one key that never occurs.
        return Reshape(source.Type, new KeyDataViewType(typeof(uint), Math.Max(1, terms.Count)));
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) => terms.Keys(row, source);

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        terms.Save(writer);
        writer.Write(asText);
    }

    public static TermMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), TermSet.Load(reader), reader.ReadBoolean());
}
