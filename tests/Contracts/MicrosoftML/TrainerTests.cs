using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class TrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Online_gradient_descent_finds_a_line()
    {
        var view = Line(500);
        var model = _ml.Regression.Trainers.OnlineGradientDescent(numberOfIterations: 20).Fit(view);
        Assert.InRange(_ml.Regression.Evaluate(model.Transform(view)).RSquared, 0.95, 1);
        Assert.Equal(2f, model.Model.Weights[0], 0.3f);
        Assert.Equal(-1f, model.Model.Weights[1], 0.3f);
        Assert.Equal("Features", model.FeatureColumnName);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), model.FeatureColumnType);
    }

    [Fact]
    public void Sdca_regression_finds_a_line()
    {
        var view = Line(500);
        var model = _ml.Regression.Trainers.Sdca(l2Regularization: 0.01f).Fit(view);
        Assert.InRange(_ml.Regression.Evaluate(model.Transform(view)).RSquared, 0.95, 1);
    }

    [Fact]
    public void Poisson_regression_finds_a_rate()
    {
        var random = new Random(4);
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(_ =>
        {
            var x = random.NextSingle() * 2 - 1;
            return new NumberRow { Label = MathF.Round(MathF.Exp(1 + x)), Features = [x, 0] };
        }).ToArray());
        var model = _ml.Regression.Trainers.LbfgsPoissonRegression(l1Regularization: 0, l2Regularization: 0.01f).Fit(view);
        Assert.Equal(1f, model.Model.Bias, 0.1f);
        Assert.Equal(1f, model.Model.Weights[0], 0.1f);
        Assert.All(model.Transform(view).Values<float>("Score"), score => Assert.True(score > 0));
    }

    [Fact]
    public void Binary_trainers_separate_two_clouds()
    {
        var view = Clouds();
        var trainers = _ml.BinaryClassification.Trainers;
        Check(trainers.LbfgsLogisticRegression().Fit(view));
        Check(trainers.SdcaLogisticRegression().Fit(view));
        void Check(BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> model)
        {
            var scored = model.Transform(view);
            var metrics = _ml.BinaryClassification.Evaluate(scored);
            Assert.InRange(metrics.Accuracy, 0.93, 1);
            Assert.InRange(metrics.LogLoss, 0, 0.4);
            var score = scored.Values<float>("Score")[0];
            Assert.Equal(1 / (1 + Math.Exp(-score)), scored.Values<float>("Probability")[0], 1e-4);
            Assert.Equal(score > 0, scored.Values<bool>("PredictedLabel")[0]);
        }
        var plain = trainers.AveragedPerceptron().Fit(view).Transform(view);
        Assert.InRange(_ml.BinaryClassification.EvaluateNonCalibrated(plain).Accuracy, 0.9, 1);
        Assert.Null(plain.Schema.GetColumnOrNull("Probability"));
    }

    // Golden weights: sklearn 1.2 LogisticRegression(C=1), whose objective is the same.
    [Fact]
    public void Logistic_regression_reaches_the_optimum_of_its_objective()
    {
        float[][] points = [[0, 1], [1, 0], [1, 1], [2, 1], [2, 3], [3, 1], [0, 0], [3, 3]];
        bool[] labels = [false, false, true, true, true, true, false, false];
        var view = _ml.Data.LoadFromEnumerable(points.Zip(labels, (point, label) => new BinaryRow { Label = label, Features = point }).ToArray());
        var model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 1).Fit(view).Model.SubModel;
        Assert.Equal(0.57136, model.Weights[0], 2e-3);
        Assert.Equal(0.05783, model.Weights[1], 2e-3);
        Assert.Equal(-0.92915, model.Bias, 2e-3);
    }

    [Fact]
    public void Multiclass_trainers_name_their_scores()
    {
        var view = Stars();
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);
        Check(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(keys));
        Check(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy().Fit(keys));
        void Check(MulticlassPredictionTransformer<MaximumEntropyModelParameters> model)
        {
            var scored = model.Transform(keys);
            Assert.InRange(_ml.MulticlassClassification.Evaluate(scored).MicroAccuracy, 0.9, 1);
            Assert.Equal(["a", "b", "c"], scored.SlotNames("Score"));
            Assert.Equal(["a", "b", "c"], scored.KeyNames("PredictedLabel"));
            Assert.Equal(["a", "b", "c"], scored.Annotation<VBuffer<ReadOnlyMemory<char>>>("Score", "TrainingLabelValues").DenseValues().Select(name => name.ToString()));
            Assert.All(scored.Vectors("Score"), scores => Assert.Equal(1, scores.Sum(), 1e-4f));
            var weights = default(VBuffer<float>[]);
            model.Model.GetWeights(ref weights, out var classes);
            Assert.Equal(3, classes);
            Assert.Equal(2, weights![0].Length);
            Assert.Equal(3, model.Model.GetBiases().Count());
        }
    }

    [Theory]
    [InlineData("Regression", "Score", "Score")]
    [InlineData("BinaryClassification", "Score", "Score")]
    [InlineData("BinaryClassification", "Probability", "Probability")]
    [InlineData("BinaryClassification", "PredictedLabel", "PredictedLabel")]
    [InlineData("MulticlassClassification", "Score", "Score")]
    [InlineData("MulticlassClassification", "PredictedLabel", "PredictedLabel")]
    public void Score_columns_say_what_they_are(string task, string column, string valueKind)
    {
        var scored = task switch
        {
            "Regression" => _ml.Regression.Trainers.OnlineGradientDescent().Fit(Line(50)).Transform(Line(50)),
            "BinaryClassification" => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(Clouds()).Transform(Clouds()),
            _ => _ml.Transforms.Conversion.MapValueToKey("Label", "Name").Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(Stars()).Transform(Stars()),
        };
        Assert.Equal(task, scored.Annotation<ReadOnlyMemory<char>>(column, "ScoreColumnKind").ToString());
        Assert.Equal(valueKind, scored.Annotation<ReadOnlyMemory<char>>(column, "ScoreValueKind").ToString());
        Assert.Equal(1u, scored.Annotation<uint>(column, "ScoreColumnSetId"));
        if (column == "Probability")
            Assert.True(scored.Schema[column].IsNormalized());
    }

    [Fact]
    public void Trainers_check_their_columns_before_training()
    {
        var shape = ShapeOf(Line(3));
        var trainer = _ml.Regression.Trainers.OnlineGradientDescent();
        Assert.Equal(["Label", "Features", "Score"], trainer.GetOutputSchema(shape).Select(column => column.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Regression.Trainers.OnlineGradientDescent("Nothing").GetOutputSchema(shape));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Regression.Trainers.OnlineGradientDescent(featureColumnName: "Label").GetOutputSchema(shape));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().GetOutputSchema(shape));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(Line(3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().GetOutputSchema(shape));
        var binary = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().GetOutputSchema(ShapeOf(Clouds()));
        Assert.Equal(["Label", "Features", "Score", "Probability", "PredictedLabel"], binary.Select(column => column.Name));
    }

    [Fact]
    public void Trainer_info_tells_what_a_trainer_wants()
    {
        Assert.True(_ml.Regression.Trainers.OnlineGradientDescent().Info.NeedNormalization);
        Assert.True(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Info.WantCaching);
    }

    [Fact]
    public void Scoring_refuses_another_number_of_features()
    {
        var model = _ml.Regression.Trainers.OnlineGradientDescent().Fit(Line(50));
        var other = _ml.Data.LoadFromEnumerable(new[] { new WideRow { Features = [1, 2, 3] } });
        Assert.Throws<ArgumentOutOfRangeException>(() => model.GetOutputSchema(other.Schema));
        Assert.ThrowsAny<Exception>(() => model.Transform(other).Values<float>("Score"));
    }

    [Fact]
    public void Training_skips_rows_with_missing_values()
    {
        var rows = Enumerable.Range(0, 50).Select(i => new NumberRow { Label = i, Features = [i, 1] })
            .Append(new NumberRow { Label = float.NaN, Features = [0, 0] }).Append(new NumberRow { Label = 1, Features = [float.NaN, 0] }).ToArray();
        var model = _ml.Regression.Trainers.Sdca(l2Regularization: 0.01f).Fit(_ml.Transforms.NormalizeMinMax("Features").Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows)));
        Assert.True(float.IsFinite(model.Model.Bias));
    }

    [Fact]
    public void Trained_models_come_back_from_a_file()
    {
        var view = Clouds();
        var binary = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(view);
        Assert.Equal(binary.Transform(view).Values<float>("Probability"), _ml.Reloaded(binary, view.Schema).Transform(view).Values<float>("Probability"));
        var line = Line(50);
        var regression = _ml.Regression.Trainers.OnlineGradientDescent().Fit(line);
        Assert.Equal(regression.Transform(line).Values<float>("Score"), _ml.Reloaded(regression, line.Schema).Transform(line).Values<float>("Score"));
        var stars = Stars();
        var multiclass = _ml.Transforms.Conversion.MapValueToKey("Label", "Name").Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel")).Fit(stars);
        var loaded = _ml.Reloaded(multiclass, stars.Schema).Transform(stars);
        Assert.Equal(multiclass.Transform(stars).Texts("Predicted"), loaded.Texts("Predicted"));
        Assert.Equal(multiclass.Transform(stars).SlotNames("Score"), loaded.SlotNames("Score"));
    }

    [Fact]
    public void Cross_validation_scores_every_row_once()
    {
        var view = Line(200);
        var results = _ml.Regression.CrossValidate(view, _ml.Regression.Trainers.Sdca(l2Regularization: 0.01f), numberOfFolds: 4);
        Assert.Equal([0, 1, 2, 3], results.Select(result => result.Fold));
        Assert.Equal(200, results.Sum(result => result.ScoredHoldOutSet.Values<float>("Score").Length));
        Assert.All(results, result => Assert.InRange(result.Metrics.RSquared, 0.9, 1));
        var again = _ml.Regression.CrossValidate(view, _ml.Regression.Trainers.Sdca(l2Regularization: 0.01f), numberOfFolds: 4);
        Assert.Equal(results[0].ScoredHoldOutSet.Values<float>("Label"), again[0].ScoredHoldOutSet.Values<float>("Label"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Regression.CrossValidate(view, _ml.Regression.Trainers.Sdca(l2Regularization: 0.01f), numberOfFolds: 1));
    }

    [Fact]
    public void Cross_validation_works_for_classes()
    {
        var binary = _ml.BinaryClassification.CrossValidate(Clouds(), _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(), numberOfFolds: 3);
        Assert.All(binary, result => Assert.InRange(result.Metrics.Accuracy, 0.85, 1));
        var plain = _ml.BinaryClassification.CrossValidateNonCalibrated(Clouds(), _ml.BinaryClassification.Trainers.AveragedPerceptron(), numberOfFolds: 3);
        Assert.All(plain, result => Assert.InRange(result.Metrics.AreaUnderRocCurve, 0.9, 1));
        var stars = Stars();
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(stars).Transform(stars);
        var classes = _ml.MulticlassClassification.CrossValidate(keys, _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(), numberOfFolds: 3);
        Assert.All(classes, result => Assert.InRange(result.Metrics.MicroAccuracy, 0.8, 1));
    }

    [Fact]
    public void Cross_validation_runs_the_stages_that_scoring_leaves_out()
    {
        var label = _ml.Transforms.Conversion.MapValueToKey("Label", "Name");
        var chain = new EstimatorChain<ITransformer>().Append(label, TransformerScope.TrainTest).Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
        var results = _ml.MulticlassClassification.CrossValidate(Stars(), chain, numberOfFolds: 3);
        Assert.All(results, result => Assert.InRange(result.Metrics.MicroAccuracy, 0.8, 1));
        Assert.Null(results[0].Model.Transform(Stars()).Schema.GetColumnOrNull("Label"));
    }

    // SchemaShape has no public factory, but a chain shows it to its stages before it fits them.
    private SchemaShape ShapeOf(IDataView view)
    {
        SchemaShape? seen = null;
        new EstimatorChain<ITransformer>().Append(new ShapeProbe(_ml, shape => seen = shape)).Fit(view);
        return seen!;
    }

    private IDataView Line(int rows)
    {
        var random = new Random(2);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(_ =>
        {
            float a = random.NextSingle() * 2 - 1, b = random.NextSingle() * 2 - 1;
            return new NumberRow { Label = 2 * a - b + 0.5f + 0.05f * (random.NextSingle() - 0.5f), Features = [a, b] };
        }).ToArray());
    }

    private IDataView Clouds()
    {
        var random = new Random(3);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i =>
        {
            var side = i % 2 == 0 ? 1 : -1;
            return new BinaryRow { Label = side > 0, Features = [side + Noise(random), side * 0.5f + Noise(random)] };
        }).ToArray());
    }

    private IDataView Stars()
    {
        var random = new Random(5);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i =>
        {
            var angle = i % 3 * 2 * MathF.PI / 3;
            return new StarRow { Name = "bac"[i % 3].ToString(), Features = [MathF.Cos(angle) * 2 + Noise(random), MathF.Sin(angle) * 2 + Noise(random)] };
        }).ToArray());
    }

    private static float Noise(Random random) => (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 0.9f;

    private sealed class ShapeProbe(MLContext ml, Action<SchemaShape> see) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => ml.Transforms.SelectColumns(input.Schema.Select(column => column.Name).ToArray()).Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            see(inputSchema);
            return inputSchema;
        }
    }

    private sealed class NumberRow
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class WideRow
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class StarRow
    {
        public string Name { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
