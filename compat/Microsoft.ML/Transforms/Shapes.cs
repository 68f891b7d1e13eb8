namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Short ways to work out what an estimator adds to a schema shape.</summary>
internal static class Shapes
{
    public static SchemaShape.Column Find(this SchemaShape shape, string name) =>
        shape.TryFindColumn(name, out var column) ? column : throw Contracts.ExceptSchemaMismatch("inputSchema", "input", name);

    public static ArgumentOutOfRangeException Mismatch(this SchemaShape.Column column, string expected) =>
        Contracts.ExceptSchemaMismatch("inputSchema", "input", column.Name, expected, column.GetTypeString());

    /// <summary>The shape with columns added, or replaced where the name was there.</summary>
    public static SchemaShape With(this SchemaShape shape, params IEnumerable<SchemaShape.Column> columns)
    {
        var all = shape.ToDictionary();
        foreach (var column in columns)
            all[column.Name] = column;
        return new SchemaShape(all.Values);
    }

    /// <summary>The annotation of that kind, as a sequence of one or none.</summary>
    public static IEnumerable<SchemaShape.Column> Annotation(this SchemaShape.Column column, string kind) =>
        column.Annotations.TryFindColumn(kind, out var found) ? [found] : [];

    public static IEnumerable<SchemaShape.Column> SlotNames(this SchemaShape.Column column) => column.Annotation(AnnotationUtils.Kinds.SlotNames);

    public static SchemaShape.Column CategoricalRanges { get; } =
        new(AnnotationUtils.Kinds.CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, false);
}
