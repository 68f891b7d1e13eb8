using Microsoft.ML.Transforms;
using MLNetGradExt.Scoring;

namespace MLNetGradExt.Persistence;

/// <summary>Asks for a network's bytes until it is unpacked. ML.NET finds it by its name when it loads a model.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class AskStage : CustomMappingFactory<AskInput, Asked>
{
    public const string Contract = "MLNetGradExt.Ask";

    /// <summary>Called once for each model loaded: the place made here belongs to that model.</summary>
    public override Action<AskInput, Asked> GetMapping()
    {
        var place = LoadedModels.New();
        return (_, asked) => (asked.Id, asked.Wanted) = (place.Id, place.IsEmpty ? StateColumns.Bytes : StateColumns.Nothing);
    }
}

/// <summary>Scores a row of a regression.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class RegressionStage : CustomMappingFactory<ScoreInput, RegressionOutput>
{
    public const string Contract = "MLNetGradExt.Regression";

    public override Action<ScoreInput, RegressionOutput> GetMapping() => (row, output) =>
    {
        var outputs = RowScores.Of(row, out var head);
        output.Score = ((RegressionHead)head).Scale.Invert(outputs[0]);
    };
}

/// <summary>Scores a row of a binary classification.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class BinaryStage : CustomMappingFactory<ScoreInput, BinaryOutput>
{
    public const string Contract = "MLNetGradExt.BinaryClassification";

    public override Action<ScoreInput, BinaryOutput> GetMapping() => (row, output) =>
    {
        var outputs = RowScores.Of(row, out var head);
        var binary = (BinaryHead)head;
        (output.PredictedLabel, output.Score, output.Probability) = (outputs[0] > binary.Threshold, outputs[0], binary.Probability(outputs[0]));
    };
}

/// <summary>Scores a row of a multiclass classification.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class MulticlassStage : CustomMappingFactory<ScoreInput, MulticlassOutput>
{
    public const string Contract = "MLNetGradExt.MulticlassClassification";

    public override Action<ScoreInput, MulticlassOutput> GetMapping() => (row, output) =>
    {
        var outputs = RowScores.Of(row, out _);
        (output.Class, output.Scores) = (MulticlassHead.Best(outputs), outputs);
    };
}

/// <summary>Scores the one row that a loaded chain hands over.</summary>
internal static class RowScores
{
    [ThreadStatic] private static float[]? t_features;

    public static float[] Of(ScoreInput row, out ScoreHead head)
    {
        var scorer = LoadedModels.Find(row.Id).Scorer(row.State.GetValues());
        if (t_features?.Length != scorer.Width) t_features = new float[scorer.Width];
        RowFeatures.Copy(row.Features, t_features, 0);
        var outputs = new float[scorer.Outputs];
        scorer.Score(t_features, 1, outputs);
        head = scorer.Head;
        return outputs;
    }
}
