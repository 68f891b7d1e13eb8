namespace MLNetGradExt.Scoring;

/// <summary>The names ML.NET gives to the annotations of score columns.</summary>
internal static class ScoreAnnotations
{
    public const string SlotNames = "SlotNames";
    public const string KeyValues = "KeyValues";
    public const string TrainingLabelValues = "TrainingLabelValues";
    public const string ColumnKind = "ScoreColumnKind";
    public const string ColumnSetId = "ScoreColumnSetId";
    public const string ValueKind = "ScoreValueKind";
    public const string IsNormalized = "IsNormalized";
}
