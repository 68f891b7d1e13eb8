namespace Microsoft.ML.Evaluation;

using Microsoft.ML.Data;

/// <summary>Running counts of a multiclass evaluation. Scores are taken as probabilities.</summary>
internal sealed class MulticlassTally(int classes, int topK)
{
    private const float Smallest = 1e-15f;
    private readonly double[] _classCount = new double[classes];
    private readonly double[] _classLoss = new double[classes];
    private readonly double[] _ranks = new double[classes + 1];
    private readonly double[][] _confusion = Enumerable.Range(0, classes).Select(_ => new double[classes]).ToArray();
    private double _count, _loss;

    /// <summary>Rows with a missing, negative or fractional label and rows with a score that is not finite are left out.</summary>
    public void Add(float label, ReadOnlySpan<float> scores)
    {
        if (float.IsNaN(label) || label < 0 || label != (int)label)
            return;
        foreach (var score in scores)
        {
            if (!float.IsFinite(score))
                return;
        }

        var truth = (int)label;
        var known = truth < classes;
        var own = known ? scores[truth] : 0;
        int rank = 0, assigned = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > own || (scores[i] == own && i < truth))
                rank++;
            if (scores[i] > scores[assigned])
                assigned = i;
        }
        var loss = -Math.Log(known ? Math.Clamp(own, Smallest, 1f) : Smallest);
        _count++;
        _loss += loss;
        _ranks[Math.Min(rank, classes)]++;
        if (!known)
            return;
        _classCount[truth]++;
        _classLoss[truth] += loss;
        _confusion[truth][rank == 0 ? truth : assigned]++;
    }

    public MulticlassClassificationMetrics Finish(ReadOnlyMemory<char>[] classNames)
    {
        var recalls = Enumerable.Range(0, classes).Where(c => _classCount[c] > 0).Select(c => _confusion[c][c] / _classCount[c]).ToArray();
        var logLoss = _count > 0 ? _loss / _count : 0;
        var prior = -_classCount.Where(n => n > 0).Sum(n => n * Math.Log(n / _count)) / _count;
        var top = new double[Math.Min(topK, _ranks.Length)];
        for (var k = 0; k < top.Length; k++)
            top[k] = _ranks[k] / _count + (k > 0 ? top[k - 1] : 0);
        return new MulticlassClassificationMetrics(
            _count > 0 ? _ranks[0] / _count : 0, recalls.Length > 0 ? recalls.Average() : 0,
            logLoss, (prior - logLoss) / prior, topK, top,
            _classLoss.Zip(_classCount, (l, n) => n > 0 ? l / n : 0).ToArray(),
            new ConfusionMatrix(_confusion, classNames, isBinary: false));
    }
}
