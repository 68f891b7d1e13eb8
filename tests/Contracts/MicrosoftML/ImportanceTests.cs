using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class ImportanceTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_feature_that_matters_hurts_when_it_is_shuffled()
    {
        var view = Rows();
        var model = _ml.Regression.Trainers.Sdca("Number", l2Regularization: 0.01f).Fit(view);
        var importance = _ml.Regression.PermutationFeatureImportance(model, view, "Number", permutationCount: 4);
        Assert.Equal(3, importance.Length);
        Assert.True(importance[0].RSquared.Mean < -0.5);
        Assert.True(importance[0].MeanSquaredError.Mean > importance[1].MeanSquaredError.Mean);
        Assert.Equal(0, importance[2].RSquared.Mean, 1e-3);
        Assert.Equal(4, importance[0].RSquared.Count);
        Assert.True(importance[0].RSquared.StandardDeviation > 0);
        Assert.Equal(importance[0].RSquared.StandardDeviation / 2, importance[0].RSquared.StandardError, 1e-9);
    }

    [Fact]
    public void A_chain_gives_importance_by_slot_name()
    {
        var rows = Rows();
        var prepared = _ml.Transforms.Concatenate("Joined", "A", "B", "Features").Fit(rows).Transform(rows);
        var model = _ml.Regression.Trainers.Sdca("Number", "Joined", l2Regularization: 0.01f).Append(_ml.Transforms.CopyColumns("Answer", "Score")).Fit(prepared);
        var importance = _ml.Regression.PermutationFeatureImportance((ITransformer)model, prepared, "Number");
        Assert.Equal(["A", "B", "Slot 2", "Slot 3", "Slot 4"], importance.Keys.Order());
    }

    [Fact]
    public void Classes_have_importance_too()
    {
        var view = Rows();
        var binary = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag").Fit(view);
        var flags = _ml.BinaryClassification.PermutationFeatureImportance(binary, view, "Flag", permutationCount: 2);
        Assert.True(flags[0].AreaUnderRocCurve.Mean < -0.2);
        Assert.True(flags[0].Accuracy.Mean < flags[2].Accuracy.Mean);
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label", "Flag").Fit(view).Transform(view);
        var multiclass = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(keys);
        var classes = _ml.MulticlassClassification.PermutationFeatureImportance(multiclass, keys);
        Assert.True(classes[0].MicroAccuracy.Mean < -0.2);
        Assert.Equal(2, classes[0].PerClassLogLoss.Count);
    }

    [Fact]
    public void A_chain_without_a_stock_predictor_is_refused()
    {
        var view = Rows();
        var model = _ml.Transforms.CopyColumns("Copy", "A").Fit(view);
        Assert.Throws<ArgumentNullException>(() => _ml.Regression.PermutationFeatureImportance((ITransformer)model, view, "Number"));
    }

    [Fact]
    public void Fewer_examples_can_be_used()
    {
        var view = Rows();
        var model = _ml.Regression.Trainers.Sdca("Number", l2Regularization: 0.01f).Fit(view);
        Assert.Equal(3, _ml.Regression.PermutationFeatureImportance(model, view, "Number", numberOfExamplesToUse: 20).Length);
        Assert.Throws<InvalidOperationException>(() => _ml.Regression.PermutationFeatureImportance(model, view, "Number", numberOfExamplesToUse: 0));
    }

    private IDataView Rows()
    {
        var random = new Random(6);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(_ =>
        {
            float a = random.NextSingle() - 0.5f, b = random.NextSingle() - 0.5f;
            return new Row { A = a, B = b, Number = 3 * a + b, Flag = 3 * a + b > 0, Features = [a, b, 0] };
        }).ToArray());
    }

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        public float Number { get; set; }

        public bool Flag { get; set; }

        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }
}
