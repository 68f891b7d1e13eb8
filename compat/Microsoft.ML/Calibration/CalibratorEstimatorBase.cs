namespace Microsoft.ML.Calibrators;

using Microsoft.ML.Data;
using Microsoft.ML.Evaluation;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

/// <summary>Learns a calibrator from scores and labels.</summary>
public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>
    where TICalibrator : class, ICalibrator
{
    private protected readonly IHost Host;
    private readonly SchemaShape.Column _score, _label, _weight;

    private protected CalibratorEstimatorBase(IHostEnvironment env, string label, string score, string weight)
    {
        Host = env.Register("Calibrator");
        _score = TrainerColumns.Single(score);
        _label = label is null ? default : TrainerColumns.Boolean(label);
        _weight = TrainerColumns.Weight(weight);
    }

    /// <summary>Fits the calibrator to a scored view.</summary>
    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        if (!_label.IsValid)
            return Create(Fit([]), _score.Name);
        DataViewSchema.Column score = input.Role("Score", _score.Name), label = input.Role("Label", _label.Name);
        DataViewSchema.Column? weight = _weight.IsValid ? input.Role("Weight", _weight.Name) : null;
        using var channel = Host.Start("Creating calibrator.");
        using var cursor = input.GetRowCursor(weight is { } extra ? [score, label, extra] : [score, label]);
        Func<float> scores = ScoredRows.Single(cursor, score), labels = ScoredRows.Label(cursor, label);
        Func<float> weights = weight is null ? () => 1 : ScoredRows.Single(cursor, weight);
        var rows = new List<(float Score, bool Positive, float Weight)>();
        while (cursor.MoveNext())
        {
            float value = scores(), target = labels(), importance = weights();
            if (float.IsFinite(value) && float.IsFinite(target) && float.IsFinite(importance))
                rows.Add((value, target > 0, importance));
        }
        Host.Check(rows.Count > 0, "Calibrator trained on zero instances.");
        return Create(Fit(rows), _score.Name);
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Check(_score, "score");
        Check(_weight, "weight");
        Check(_label, "label");
        inputSchema.TryFindColumn(_score.Name, out var score);
        var ties = AnnotationUtils.ScoreShapes.All(shape => score.Annotations.TryFindColumn(shape.Name, out _)) ? AnnotationUtils.ScoreShapes : [];
        var columns = inputSchema.ToDictionary();
        columns["Probability"] = new SchemaShape.Column("Probability", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false,
            new SchemaShape(ties.Add(AnnotationUtils.IsNormalizedShape)));
        return new SchemaShape(columns.Values);

        void Check(SchemaShape.Column expected, string role)
        {
            if (!expected.IsValid)
                return;
            if (!inputSchema.TryFindColumn(expected.Name, out var found))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, expected.Name);
            if (!expected.IsCompatibleWith(found))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, expected.Name, expected.GetTypeString(), found.GetTypeString());
        }
    }

    private protected abstract TICalibrator Fit(IReadOnlyList<(float Score, bool Positive, float Weight)> rows);

    private protected abstract CalibratorTransformer<TICalibrator> Create(TICalibrator calibrator, string scoreColumn);
}
