using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class CalibratorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_fixed_sigmoid_maps_scores()
    {
        var view = Rows();
        var model = _ml.BinaryClassification.Calibrators.Platt(slope: -2, offset: 0.5).Fit(view);
        var scored = model.Transform(view);
        var score = scored.Values<float>("Score")[3];
        Assert.Equal(1 / (1 + Math.Exp(-2 * score + 0.5)), scored.Values<float>("Probability")[3], 1e-6);
        Assert.True(scored.Schema["Probability"].IsNormalized());
        var calibrator = ((ISingleFeaturePredictionTransformer<PlattCalibrator>)model).Model;
        Assert.Equal(-2, calibrator.Slope);
        Assert.Equal(0.5, calibrator.Offset);
    }

    [Fact]
    public void A_sigmoid_is_fitted()
    {
        var view = Rows();
        var model = _ml.BinaryClassification.Calibrators.Platt().Fit(view);
        var calibrator = ((ISingleFeaturePredictionTransformer<PlattCalibrator>)model).Model;

        // The labels were drawn with probability 1 / (1 + exp(-2 score)).
        Assert.Equal(-2, calibrator.Slope, 0.25);
        Assert.Equal(0, calibrator.Offset, 0.25);
        Assert.InRange(_ml.BinaryClassification.Evaluate(model.Transform(view)).LogLossReduction, 0.2, 1);
    }

    [Fact]
    public void Steps_and_bins_are_fitted()
    {
        var view = Rows();
        var isotonic = _ml.BinaryClassification.Calibrators.Isotonic().Fit(view).Transform(view);
        var order = isotonic.Values<float>("Score").Zip(isotonic.Values<float>("Probability")).OrderBy(pair => pair.First).Select(pair => pair.Second).ToArray();
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        var naive = _ml.BinaryClassification.Calibrators.Naive().Fit(view).Transform(view);
        Assert.All(naive.Values<float>("Probability"), probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public void Calibrators_follow_trainers_and_come_back_from_a_file()
    {
        var view = Rows();
        var model = _ml.Transforms.Concatenate("Features", "Score").Append(_ml.BinaryClassification.Trainers.AveragedPerceptron())
            .Append(_ml.BinaryClassification.Calibrators.Platt()).Fit(view);
        var scored = model.Transform(view);
        Assert.InRange(_ml.BinaryClassification.Evaluate(scored).Accuracy, 0.7, 1);
        Assert.Equal("BinaryClassification", scored.Annotation<ReadOnlyMemory<char>>("Probability", "ScoreColumnKind").ToString());
        Assert.Equal(scored.Values<float>("Probability"), _ml.Reloaded(model, view.Schema).Transform(view).Values<float>("Probability"));
    }

    [Fact]
    public void The_threshold_of_a_model_can_be_moved()
    {
        var view = Rows();
        var features = _ml.Transforms.Concatenate("Features", "Score").Fit(view).Transform(view);
        var model = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(features);
        var strict = _ml.BinaryClassification.ChangeModelThreshold(model, 1e6f).Transform(features);
        Assert.DoesNotContain(true, strict.Values<bool>("PredictedLabel"));
    }

    private IDataView Rows()
    {
        var random = new Random(8);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3000).Select(_ =>
        {
            var score = random.NextSingle() * 4 - 2;
            return new Row { Score = score, PredictedLabel = score > 0, Label = random.NextDouble() < 1 / (1 + Math.Exp(-2 * score)) };
        }).ToArray());
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public bool PredictedLabel { get; set; }

        public float Score { get; set; }
    }
}
