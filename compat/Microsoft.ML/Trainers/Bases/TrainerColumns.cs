namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;

/// <summary>Shapes of the columns that stock trainers read and write.</summary>
internal static class TrainerColumns
{
    private const SchemaShape.Column.VectorKind Scalar = SchemaShape.Column.VectorKind.Scalar;

    public static SchemaShape.Column Features(string name) => new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);

    public static SchemaShape.Column Single(string name) => new(name, Scalar, NumberDataViewType.Single, false);

    public static SchemaShape.Column Boolean(string name) => new(name, Scalar, BooleanDataViewType.Instance, false);

    public static SchemaShape.Column Key(string name) => new(name, Scalar, NumberDataViewType.UInt32, true);

    public static SchemaShape.Column Weight(string name) => name is null ? default : Single(name);

    public static SchemaShape.Column[] Regression() => [Score()];

    public static SchemaShape.Column[] Binary(bool calibrated)
    {
        var predicted = new SchemaShape.Column("PredictedLabel", Scalar, BooleanDataViewType.Instance, false, new SchemaShape(AnnotationUtils.ScoreShapes));
        var probability = new SchemaShape.Column("Probability", Scalar, NumberDataViewType.Single, false,
            new SchemaShape(AnnotationUtils.ScoreShapes.Add(AnnotationUtils.IsNormalizedShape)));
        return calibrated ? [Score(), probability, predicted] : [Score(), predicted];
    }

    public static SchemaShape.Column[] Multiclass(SchemaShape.Column label)
    {
        var named = label.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values) && label.IsKey && values.Kind == SchemaShape.Column.VectorKind.Vector;
        var annotations = new List<SchemaShape.Column>();
        if (named && values.ItemType is TextDataViewType)
            annotations.Add(AnnotationUtils.SlotNamesShape);
        if (named)
            annotations.Add(new(AnnotationUtils.Kinds.TrainingLabelValues, SchemaShape.Column.VectorKind.Vector, values.ItemType, false));
        return
        [
            new("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape(annotations.Concat(AnnotationUtils.ScoreShapes))),
            new("PredictedLabel", Scalar, NumberDataViewType.UInt32, true,
                new SchemaShape(label.Annotations.Where(a => a.Name == AnnotationUtils.Kinds.KeyValues).Concat(AnnotationUtils.ScoreShapes))),
        ];
    }

    private static SchemaShape.Column Score() => new("Score", Scalar, NumberDataViewType.Single, false, new SchemaShape(AnnotationUtils.ScoreShapes));
}
