using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

/// <summary>Stock stages together: fitted, evaluated, saved, asked for single rows.</summary>
public class StockPipelineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_whole_pipeline_answers_single_rows()
    {
        var view = Rows();
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind")
            .Append(_ml.Transforms.Categorical.OneHotEncoding("Colour"))
            .Append(_ml.Transforms.ReplaceMissingValues("Size"))
            .Append(_ml.Transforms.Concatenate("Features", "Colour", "Size"))
            .Append(_ml.Transforms.NormalizeMinMax("Features"))
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0, l2Regularization: 0.01f))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedKind", "PredictedLabel"))
            .Append(_ml.Transforms.SelectColumns("Label", "PredictedLabel", "PredictedKind", "Score"));
        var model = pipeline.Fit(view);
        Assert.Equal(1, _ml.MulticlassClassification.Evaluate(model.Transform(view)).MicroAccuracy);
        foreach (var transformer in new[] { model, _ml.Reloaded(model, view.Schema) })
        {
            using var engine = _ml.Model.CreatePredictionEngine<Row, KindAnswer>(transformer);
            Assert.Equal("leaf", engine.Predict(new Row { Colour = "green", Size = 1 }).PredictedKind);
            Assert.Equal("brick", engine.Predict(new Row { Colour = "red", Size = 9 }).PredictedKind);
            Assert.Equal("cherry", engine.Predict(new Row { Colour = "red", Size = float.NaN }).PredictedKind);
            Assert.Equal(3, engine.Predict(new Row { Colour = "green", Size = 1 }).Score.Length);
        }
    }

    [Fact]
    public void Binary_and_regression_models_answer_single_rows()
    {
        var view = Rows();
        var binary = _ml.Transforms.Concatenate("Features", "Size").Append(_ml.Transforms.ReplaceMissingValues("Features"))
            .Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Big")).Fit(view);
        using var engine = _ml.Model.CreatePredictionEngine<Row, BigAnswer>(binary);
        var answer = engine.Predict(new Row { Size = 9 });
        Assert.True(answer.IsBig);
        Assert.InRange(answer.Probability, 0.5f, 1);
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 90).Select(i => (i % 3) switch
    {
        0 => new Row { Kind = "leaf", Colour = "green", Size = 1 + i % 2 },
        1 => new Row { Kind = "brick", Colour = "red", Size = 8 + i % 2, Big = true },
        _ => new Row { Kind = "cherry", Colour = "red", Size = i % 2 },
    }).ToArray());

    private sealed class Row
    {
        public string Kind { get; set; } = "";

        public string Colour { get; set; } = "";

        public float Size { get; set; }

        public bool Big { get; set; }
    }

    private sealed class KindAnswer
    {
        public string PredictedKind { get; set; } = "";

        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }

    private sealed class BigAnswer
    {
        [ColumnName("PredictedLabel")]
        public bool IsBig { get; set; }

        public float Probability { get; set; }
    }
}
