using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Scoring;

namespace MLNetGradExt.Bridging;

/// <summary>Reads a vector column's slot names.</summary>
internal static class SlotNames
{
    /// <summary>One name a slot (empty where a slot has none), or null where the column has no names.</summary>
    public static string[]? Of(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(ScoreAnnotations.SlotNames) is null) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return column.Type is VectorDataViewType vector && vector.Size == names.Length ? [.. names.DenseValues().Select(n => n.ToString())] : null;
    }
}
