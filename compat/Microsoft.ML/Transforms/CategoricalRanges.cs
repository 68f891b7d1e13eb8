namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>The annotation that says which runs of slots stem from one category: pairs of first and last slot.</summary>
internal static class CategoricalRangesAnnotation
{
    public static void AddCategoricalRanges(this DataViewSchema.Annotations.Builder builder, int[] ranges)
    {
        var buffer = new VBuffer<int>(ranges.Length, ranges);
        builder.Add(AnnotationUtils.Kinds.CategoricalSlotRanges, new VectorDataViewType(NumberDataViewType.Int32, ranges.Length / 2, 2),
            (ref VBuffer<int> value) => buffer.CopyTo(ref value));
    }

    public static IEnumerable<int> CategoricalRanges(this DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.CategoricalSlotRanges) is null)
            return [];
        var buffer = default(VBuffer<int>);
        column.Annotations.GetValue(AnnotationUtils.Kinds.CategoricalSlotRanges, ref buffer);
        return buffer.DenseValues();
    }
}
