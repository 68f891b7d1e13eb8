using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

// Golden values of metrics that scikit-learn defines alike: sklearn.metrics 1.2 on the same numbers.
public class EvaluationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Regression_metrics_agree_with_sklearn()
    {
        var metrics = _ml.Regression.Evaluate(Regression(3f, 2.5f, -0.5f, 0f, 2f, 2f, 7f, 8f, 4.25f, 4f));
        Assert.Equal(0.45, metrics.MeanAbsoluteError, 6);
        Assert.Equal(0.3125, metrics.MeanSquaredError, 6);
        Assert.Equal(0.5590169943749475, metrics.RootMeanSquaredError, 6);
        Assert.Equal(0.3125, metrics.LossFunction, 6);
        Assert.Equal(0.9491042345276873, metrics.RSquared, 6);
    }

    [Fact]
    public void Regression_leaves_out_rows_without_label_or_score()
    {
        var metrics = _ml.Regression.Evaluate(Regression(1f, 2f, float.NaN, 5f, 3f, float.NaN, 3f, 3f));
        Assert.Equal(0.5, metrics.MeanAbsoluteError, 6);
    }

    [Fact]
    public void Regression_of_equal_labels_has_no_R_squared() =>
        Assert.True(double.IsNaN(_ml.Regression.Evaluate(Regression(1f, 2f, 1f, 1f)).RSquared));

    [Fact]
    public void Regression_needs_its_columns_and_types()
    {
        var view = Regression(1f, 2f);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Regression.Evaluate(view, "Nothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Regression.Evaluate(Binary(), scoreColumnName: "Score"));
    }

    [Fact]
    public void Binary_metrics_agree_with_sklearn()
    {
        var metrics = _ml.BinaryClassification.Evaluate(Binary());
        Assert.Equal(0.84375, metrics.AreaUnderRocCurve, 6);
        Assert.Equal(0.625, metrics.Accuracy, 6);
        Assert.Equal(0.6, metrics.PositivePrecision, 6);
        Assert.Equal(0.75, metrics.PositiveRecall, 6);
        Assert.Equal(0.6666666666, metrics.NegativePrecision, 6);
        Assert.Equal(0.5, metrics.NegativeRecall, 6);
        Assert.Equal(0.6666666666, metrics.F1Score, 6);
        Assert.Equal(0.6829395585293079, metrics.LogLoss, 5);
        Assert.Equal(1, metrics.Entropy, 6);
        Assert.Equal(1 - 0.6829395585293079, metrics.LogLossReduction, 5);
    }

    [Fact]
    public void Binary_precision_recall_area_is_the_lower_trapezoid() =>
        Assert.Equal(0.908333333, _ml.BinaryClassification.Evaluate(Binary()).AreaUnderPrecisionRecallCurve, 6);

    [Fact]
    public void Binary_counts_positives_first()
    {
        var matrix = _ml.BinaryClassification.EvaluateNonCalibrated(Binary()).ConfusionMatrix;
        Assert.Equal([3, 1], matrix.Counts[0]);
        Assert.Equal([2, 2], matrix.Counts[1]);
        Assert.Equal(2, matrix.GetCountForClassPair(0, 1));
        Assert.Equal(2, matrix.NumberOfClasses);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(0, 2));
    }

    [Fact]
    public void Binary_confusion_table_reads_well()
    {
        var table = _ml.BinaryClassification.Evaluate(Binary()).ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n");
        Assert.Equal("""
            TEST POSITIVE RATIO:	0.5000 (4.0/(4.0+4.0))
            Confusion table
                      ||======================
            PREDICTED || positive | negative | Recall
            TRUTH     ||======================
             positive ||        3 |        1 | 0.7500
             negative ||        2 |        2 | 0.5000
                      ||======================
            Precision ||   0.6000 |   0.6667 |

            """.ReplaceLineEndings("\n"), table);
    }

    [Fact]
    public void Binary_without_one_class_has_no_ROC()
    {
        var view = _ml.Data.LoadFromEnumerable([new BinaryRow { Label = true, Score = 1 }, new BinaryRow { Label = true, Score = 2 }]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.EvaluateNonCalibrated(view));
    }

    [Fact]
    public void Multiclass_metrics_agree_with_sklearn()
    {
        var metrics = _ml.MulticlassClassification.Evaluate(Multiclass(), topKPredictionCount: 2);
        Assert.Equal(0.6666666666, metrics.MicroAccuracy, 6);
        Assert.Equal(0.6666666666, metrics.MacroAccuracy, 6);
        Assert.Equal(0.8033909282754369, metrics.LogLoss, 5);
        Assert.Equal(1 - 0.8033909282754369 / Math.Log(3), metrics.LogLossReduction, 5);
        Assert.Equal(0.8333333333, metrics.TopKAccuracy, 6);
        Assert.Equal(2, metrics.TopKAccuracyForAllK.Count);
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal(0.9830564281, metrics.PerClassLogLoss[0], 5);
        Assert.Equal(0.7135581778, metrics.PerClassLogLoss[1], 5);
        Assert.Equal([1, 1, 0], metrics.ConfusionMatrix.Counts[0]);
        Assert.Equal([1, 1, 0], metrics.ConfusionMatrix.Counts[1]);
        Assert.Equal([0, 0, 2], metrics.ConfusionMatrix.Counts[2]);
        Assert.Equal(0.5, metrics.ConfusionMatrix.PerClassPrecision[0], 6);
        Assert.Equal(1, metrics.ConfusionMatrix.PerClassRecall[2], 6);
    }

    [Fact]
    public void Multiclass_confusion_table_reads_well()
    {
        var table = _ml.MulticlassClassification.Evaluate(Multiclass()).ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n");
        Assert.Equal("""

            Confusion table
                      ||========================
            PREDICTED ||     0 |     1 |     2 | Recall
            TRUTH     ||========================
                    0 ||     1 |     1 |     0 | 0.5000
                    1 ||     1 |     1 |     0 | 0.5000
                    2 ||     0 |     0 |     2 | 1.0000
                      ||========================
            Precision ||0.5000 |0.5000 |1.0000 |

            """.ReplaceLineEndings("\n"), table);
    }

    private IDataView Regression(params float[] pairs) =>
        _ml.Data.LoadFromEnumerable(pairs.Chunk(2).Select(pair => new RegressionRow { Label = pair[0], Score = pair[1] }).ToArray());

    private IDataView Binary()
    {
        float[] scores = [2, -1, 0.5f, -0.25f, 0.5f, -2, 1.5f, 0.1f];
        bool[] labels = [true, false, true, true, false, false, true, false];
        return _ml.Data.LoadFromEnumerable(scores.Zip(labels, (score, label) =>
            new BinaryRow { Label = label, Score = score, Probability = 1 / (1 + MathF.Exp(-score)), PredictedLabel = score > 0 }).ToArray());
    }

    private IDataView Multiclass()
    {
        float[][] scores = [[.7f, .2f, .1f], [.1f, .6f, .3f], [.3f, .3f, .4f], [.5f, .4f, .1f], [.2f, .2f, .6f], [.2f, .5f, .3f]];
        uint[] labels = [0, 1, 2, 1, 2, 0];
        return _ml.Data.LoadFromEnumerable(scores.Zip(labels, (score, label) => new MulticlassRow { Label = label, PredictedLabel = 0, Score = score }).ToArray());
    }

    private sealed class RegressionRow
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class MulticlassRow
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [KeyType(3)]
        public uint PredictedLabel { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }
}
