using System.Runtime.InteropServices;
using MLNetGradExt.Calibrating;
using MLNetGradExt.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>
/// Makes a classifier's probabilities mean what they say (Guo et al., 2017): scores are divided by one number, the temperature, that makes
/// the log loss of held-out rows least. A network that was trained long is too sure of itself and gets a temperature above 1. No
/// prediction changes, for all scores shrink alike.
/// </summary>
/// <remarks>
/// The loss is convex in 1 / temperature, so Newton's method, kept inside a bracket by bisection, finds the one minimum. Where every held-out row is right, the
/// loss falls for ever as the network becomes surer: such rows can't tell how often it errs, and the temperature stays 1.
/// </remarks>
public static class TemperatureScaling
{
    private const double Hottest = 1000, Coldest = 1e-3;

    /// <summary>Fits the temperature of a classifier.</summary>
    /// <param name="network">One output for yes or no, else one a class.</param>
    /// <param name="heldOut">Rows that the network was not trained on.</param>
    /// <param name="token">Stops between two batches.</param>
    /// <exception cref="ArgumentException">There are no rows, none has weight, or a score is not finite.</exception>
    public static Calibration Fit(TrainedNetwork network, IBatchSource heldOut, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(heldOut);
        var rows = new ScoredLabels(network.OutputSize);
        using var batches = heldOut.Batches(1024, BatchOrder.Sequential, network.Device).GetEnumerator();
        while (true)
        {
            token.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            if (!batches.MoveNext()) break;
            var batch = batches.Current;
            var scores = Numbers(network.Predict(batch.Features));
            float[] labels = Numbers(batch.Labels), weights = batch.Weights is null ? [] : Numbers(batch.Weights);
            for (var i = 0; i < labels.Length; i++)
                rows.Add(scores.AsSpan(i * network.OutputSize, network.OutputSize), (int)labels[i], weights.Length > 0 ? weights[i] : 1);
        }
        return Fit(rows);
    }

    /// <summary>Fits the temperature of scores from anywhere.</summary>
    /// <param name="scores">[rows, outputs]: logits, not probabilities. One output a row for yes or no, else one a class.</param>
    /// <param name="outputs">Outputs of a row.</param>
    /// <param name="labels">Each row's class from 0; 1 is yes.</param>
    /// <param name="weights">What each row counts, or null.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, there are no rows, none has weight, or a score is not finite.</exception>
    public static Calibration Fit(ReadOnlySpan<float> scores, int outputs, ReadOnlySpan<int> labels, float[]? weights = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        if (scores.Length != (long)labels.Length * outputs || (weights is not null && weights.Length != labels.Length))
            throw new ArgumentException($"{labels.Length} labels need {labels.Length} times {outputs} scores and as many weights, if any, but there are {scores.Length} scores{(weights is null ? "" : $" and {weights.Length} weights")}.");
        var rows = new ScoredLabels(outputs);
        for (var i = 0; i < labels.Length; i++) rows.Add(scores.Slice(i * outputs, outputs), labels[i], weights?[i] ?? 1);
        return Fit(rows);
    }

    private static Calibration Fit(ScoredLabels rows)
    {
        var before = rows.Figures(1);
        if (double.IsNaN(before.LogLoss)) throw new ArgumentException(rows.Rows == 0 ? "There are no held-out rows to calibrate on." : "Every held-out row has the weight 0, so none counts.");
        var temperature = 1 / Inverse(rows);
        return new Calibration(temperature, rows.Rows, before, rows.Figures(temperature));
    }

    private static double Inverse(ScoredLabels rows)
    {
        double low = 1 / Hottest, high = 1 / Coldest;
        if (rows.AllRight || rows.Derivatives(1).Slope == 0) return 1;
        if (rows.Derivatives(low).Slope >= 0) return low; // no better than guessing
        if (rows.Derivatives(high).Slope <= 0) return high;
        var beta = 1.0;
        for (var i = 0; i < 200 && high - low > 1e-12 * high; i++)
        {
            var (slope, curvature) = rows.Derivatives(beta);
            if (slope < 0) low = beta;
            else high = beta;
            var next = beta - slope / curvature;
            if (!(next > low && next < high)) next = Math.Sqrt(low * high);
            if (Math.Abs(next - beta) <= 1e-12 * beta) return next;
            beta = next;
        }
        return beta;
    }

    private static float[] Numbers(Tensor values)
    {
        var plain = values.detach().to_type(ScalarType.Float32).cpu().contiguous();
        return MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray();
    }
}
