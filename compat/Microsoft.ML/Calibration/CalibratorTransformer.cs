namespace Microsoft.ML.Calibrators;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

/// <summary>A calibrator on a score column: writes Probability.</summary>
public abstract class CalibratorTransformer<TICalibrator> : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>
    where TICalibrator : class, ICalibrator
{
    private readonly TICalibrator _calibrator;
    private readonly string _scoreColumn;

    private protected CalibratorTransformer(IHostEnvironment env, TICalibrator calibrator, string scoreColumn)
        : base(env.Register("CalibratorTransformer"))
    {
        _calibrator = calibrator;
        _scoreColumn = scoreColumn;
    }

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => "Score";

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    TICalibrator IPredictionTransformer<TICalibrator>.Model => _calibrator;

    private protected override RowMapper MakeRowMapper(DataViewSchema schema)
    {
        Host.Check(schema.GetColumnOrNull(_scoreColumn) is not null, $"The data to calibrate contains no '{_scoreColumn}' column.");
        return new MapsMapper(schema, [new CalibrateMap(_scoreColumn, _calibrator)]);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("Calibrator", typeof(CalibratorLoader));
        ctx.Writer.Write(_scoreColumn);
        CalibratorLoader.Save(_calibrator, ctx.Writer);
    }
}

/// <summary>Scores to probabilities.</summary>
internal sealed class CalibrateMap(string input, ICalibrator calibrator) : ColumnMap1("Probability", input)
{
    public override void Save(BinaryWriter writer) => throw new NotSupportedException();

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        var kinds = AnnotationUtils.ScoreShapes.Select(shape => shape.Name).ToArray();
        if (kinds.All(kind => source.Annotations.Schema.GetColumnOrNull(kind) is not null))
            annotations.Add(source.Annotations, kinds.Contains);
        annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        return NumberDataViewType.Single;
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) => Lift.Values<float, float>(row, source, calibrator.PredictProbability);
}

/// <summary>Writes and reads calibrators.</summary>
[ModelStage("Calibrator")]
internal static class CalibratorLoader
{
    public static void Save(ICalibrator calibrator, BinaryWriter writer)
    {
        switch (calibrator)
        {
            case PlattCalibrator platt:
                writer.Write((byte)1);
                writer.Write(platt.Slope);
                writer.Write(platt.Offset);
                break;
            case IsotonicCalibrator isotonic:
                writer.Write((byte)2);
                writer.WriteValues<float>([.. isotonic.Mins]);
                writer.WriteValues<float>([.. isotonic.Maxes]);
                writer.WriteValues<float>([.. isotonic.Values]);
                break;
            case NaiveCalibrator naive:
                writer.Write((byte)3);
                writer.Write(naive.Min);
                writer.Write(naive.BinSize);
                writer.WriteValues<float>([.. naive.BinProbs]);
                break;
            default:
                throw Contracts.Except($"A calibrator of type {calibrator.GetType()} cannot be saved");
        }
    }

    public static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        var reader = ctx.Reader;
        var score = reader.ReadString();
        return reader.ReadByte() switch
        {
            1 => new PlattCalibratorTransformer(env, new PlattCalibrator(reader.ReadDouble(), reader.ReadDouble()), score),
            2 => new IsotonicCalibratorTransformer(env, new IsotonicCalibrator(reader.ReadValues<float>(), reader.ReadValues<float>(), reader.ReadValues<float>()), score),
            _ => new NaiveCalibratorTransformer(env, new NaiveCalibrator(reader.ReadSingle(), reader.ReadSingle(), reader.ReadValues<float>()), score),
        };
    }
}
