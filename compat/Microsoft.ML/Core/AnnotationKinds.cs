using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Names of the annotations that stock stages write and read, and short ways to do so.</summary>
internal static class AnnotationUtils
{
    public static class Kinds
    {
        public const string SlotNames = "SlotNames";
        public const string KeyValues = "KeyValues";
        public const string TrainingLabelValues = "TrainingLabelValues";
        public const string ScoreColumnSetId = "ScoreColumnSetId";
        public const string ScoreColumnKind = "ScoreColumnKind";
        public const string ScoreValueKind = "ScoreValueKind";
        public const string IsNormalized = "IsNormalized";
        public const string IsUserVisible = "IsUserVisible";
        public const string HasMissingValues = "HasMissingValues";
        public const string CategoricalSlotRanges = "CategoricalSlotRanges";
    }

    public static class Const
    {
        public static class ScoreColumnKind
        {
            public const string BinaryClassification = "BinaryClassification";
            public const string MulticlassClassification = "MulticlassClassification";
            public const string Regression = "Regression";
            public const string Ranking = "Ranking";
            public const string Clustering = "Clustering";
            public const string AnomalyDetection = "AnomalyDetection";
            public const string FeatureContribution = "FeatureContribution";
        }

        public static class ScoreValueKind
        {
            public const string Score = "Score";
            public const string PredictedLabel = "PredictedLabel";
            public const string Probability = "Probability";
        }
    }

    public static KeyDataViewType ScoreColumnSetIdType { get; } = new(typeof(uint), int.MaxValue);

    public static VectorDataViewType GetNamesType(int size) => new(TextDataViewType.Instance, size);

    public static ValueGetter<VBuffer<ReadOnlyMemory<char>>> TextGetter(IEnumerable<string> names)
    {
        var values = names.Select(name => name.AsMemory()).ToArray();
        var buffer = new VBuffer<ReadOnlyMemory<char>>(values.Length, values);
        return (ref VBuffer<ReadOnlyMemory<char>> destination) => buffer.CopyTo(ref destination);
    }

    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, int size, ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter)
        => builder.Add(Kinds.SlotNames, GetNamesType(size), getter);

    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, IReadOnlyCollection<string> names)
        => builder.AddSlotNames(names.Count, TextGetter(names));

    public static void AddKeyValues<T>(this DataViewSchema.Annotations.Builder builder, PrimitiveDataViewType type, VBuffer<T> values)
        => builder.Add<VBuffer<T>>(Kinds.KeyValues, new VectorDataViewType(type, values.Length), (ref VBuffer<T> destination) => values.CopyTo(ref destination));

    public static DataViewSchema.Annotations AsAnnotations(Action<DataViewSchema.Annotations.Builder> fill)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        fill(builder);
        return builder.ToAnnotations();
    }

    public static void AddText(this DataViewSchema.Annotations.Builder builder, string kind, string value)
        => builder.AddPrimitiveValue(kind, TextDataViewType.Instance, value.AsMemory());

    public static void AddBoolean(this DataViewSchema.Annotations.Builder builder, string kind, bool value)
        => builder.AddPrimitiveValue(kind, BooleanDataViewType.Instance, value);

    /// <summary>The slot names of a vector of that size; false when there are none.</summary>
    public static bool HasSlotNames(this DataViewSchema.Column column, int size)
        => size > 0 && column.Annotations.Schema.GetColumnOrNull(Kinds.SlotNames)?.Type is VectorDataViewType type && type.Size == size && type.ItemType is TextDataViewType;

    public static bool TryGetText(this DataViewSchema.Column column, string kind, out string value)
    {
        value = null;
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not TextDataViewType)
            return false;
        ReadOnlyMemory<char> text = default;
        column.Annotations.GetValue(kind, ref text);
        value = text.ToString();
        return true;
    }

    /// <summary>Shape columns for estimators' output shapes.</summary>
    public static SchemaShape.Column SlotNamesShape { get; }
        = new(Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);

    public static SchemaShape.Column IsNormalizedShape { get; }
        = new(Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);

    public static SchemaShape.Column KeyValuesShape(DataViewType itemType)
        => new(Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, itemType, false);

    /// <summary>The annotations that every stock score column has, as shape columns.</summary>
    public static ImmutableArray<SchemaShape.Column> ScoreShapes { get; } =
    [
        new(Kinds.ScoreColumnSetId, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true),
        new(Kinds.ScoreColumnKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false),
        new(Kinds.ScoreValueKind, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false),
    ];
}
