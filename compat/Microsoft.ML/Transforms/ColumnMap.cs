namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>How one output column is made of columns of the same row. It holds what was fitted; binding checks it against a schema.</summary>
internal abstract class ColumnMap(string output)
{
    public string Output { get; } = output;

    /// <summary>Names of the columns it reads.</summary>
    public abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>The output column for an input schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public abstract DataViewSchema.DetachedColumn Bind(DataViewSchema schema);

    /// <summary>A getter of the output column on a row.</summary>
    public abstract Delegate Getter(DataViewRow row);

    /// <summary>Writes the names and what was fitted, in the order in which the static <c>Load</c> of its class reads them.</summary>
    public abstract void Save(BinaryWriter writer);

    protected static DataViewSchema.Column Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) ?? throw Contracts.ExceptSchemaMismatch("inputSchema", "input", name);
}

/// <summary>A map of one column.</summary>
internal abstract class ColumnMap1(string output, string input) : ColumnMap(output)
{
    public string Input { get; } = input;

    public override IReadOnlyList<string> Inputs => [Input];

    public sealed override DataViewSchema.DetachedColumn Bind(DataViewSchema schema)
    {
        var source = Find(schema, Input);
        var annotations = new DataViewSchema.Annotations.Builder();
        var type = Bind(source, annotations);
        return new DataViewSchema.DetachedColumn(Output, type, annotations.ToAnnotations());
    }

    public sealed override Delegate Getter(DataViewRow row) => Getter(row, Find(row.Schema, Input));

    protected abstract DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations);

    protected abstract Delegate Getter(DataViewRow row, DataViewSchema.Column source);

    protected static void KeepSlotNames(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations) =>
        annotations.Add(source.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);

    /// <summary>The source's shape over another item type.</summary>
    protected static DataViewType Reshape(DataViewType source, PrimitiveDataViewType item) =>
        source is VectorDataViewType vector ? new VectorDataViewType(item, vector.Dimensions) : item;
}
