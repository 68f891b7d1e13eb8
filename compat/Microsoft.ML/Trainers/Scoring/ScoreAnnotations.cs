namespace Microsoft.ML.Data;

/// <summary>The annotations that tie the columns of one scorer together.</summary>
internal static class ScoreAnnotations
{
    /// <summary>A set id that no column of the schema has yet.</summary>
    public static uint NextSetId(DataViewSchema schema)
    {
        uint next = 0;
        foreach (var column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnSetId)?.Type is not KeyDataViewType { } type || type.RawType != typeof(uint))
                continue;
            uint id = 0;
            column.Annotations.GetValue(AnnotationUtils.Kinds.ScoreColumnSetId, ref id);
            next = Math.Max(next, id);
        }
        return next + 1;
    }

    public static DataViewSchema.Annotations Of(uint setId, string columnKind, string valueKind, Action<DataViewSchema.Annotations.Builder> more = null)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        more?.Invoke(builder);
        builder.Add(AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, (ref uint value) => value = setId);
        builder.AddText(AnnotationUtils.Kinds.ScoreColumnKind, columnKind);
        builder.AddText(AnnotationUtils.Kinds.ScoreValueKind, valueKind);
        return builder.ToAnnotations();
    }
}
