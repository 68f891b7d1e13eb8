using MLNetGradExt.Data;
using MLNetGradExt.Trainers.Tests.Portable;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Calibration;

public class TemperatureScalingTests
{
    [Theory]
    [InlineData(1, 2.5)]
    [InlineData(1, 0.4)]
    [InlineData(4, 2.5)]
    [InlineData(4, 0.4)]
    public void The_temperature_that_made_the_labels_is_found(int outputs, double temperature)
    {
        var (scores, labels) = Draw(outputs, temperature, 20_000);
        var found = TemperatureScaling.Fit(scores, outputs, labels);
        Assert.Equal(temperature, found.Temperature, 0.06 * temperature);
        Assert.Equal(20_000, found.Rows);
        Assert.True(found.After.LogLoss < found.Before.LogLoss);
        Assert.True(found.Before.ExpectedCalibrationError > 0.03, $"{found}");
        Assert.InRange(found.After.ExpectedCalibrationError, 0, 0.015);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_other_temperature_has_a_smaller_loss(int outputs)
    {
        var (scores, labels) = Draw(outputs, 1.7, 300);
        var best = TemperatureScaling.Fit(scores, outputs, labels);
        foreach (var factor in new[] { 0.5, 0.99, 1.01, 2 })
        {
            // Scores divided beforehand by what should divide them have the best temperature 1.
            var others = scores.Select(s => (float)(s / (best.Temperature * factor))).ToArray();
            Assert.True(TemperatureScaling.Fit(others, outputs, labels).Before.LogLoss > best.After.LogLoss);
            Assert.Equal(1 / factor, TemperatureScaling.Fit(others, outputs, labels).Temperature, 1e-4);
        }
    }

    [Fact]
    public void Figures_are_those_of_the_definition()
    {
        // Sure by 0.8, 0.8, 0.8 and 0.6, of which two in three and one in one are right.
        var (p8, p6) = ((float)Math.Log(4), (float)Math.Log(1.5));
        var figures = TemperatureScaling.Fit([p8, p8, -p8, p6], 1, [1, 0, 0, 1]).Before;
        Assert.Equal((-2 * Math.Log(0.8) - Math.Log(0.2) - Math.Log(0.6)) / 4, figures.LogLoss, 1e-6);
        Assert.Equal((3 * Math.Abs(0.8 - 2.0 / 3) + Math.Abs(0.6 - 1)) / 4, figures.ExpectedCalibrationError, 1e-6);
    }

    [Fact]
    public void A_weight_counts_as_so_many_rows()
    {
        var (scores, labels) = Draw(3, 2, 200);
        var weighted = TemperatureScaling.Fit(scores, 3, labels, [.. labels.Select((_, i) => i < 50 ? 2f : 1f)]);
        var twice = TemperatureScaling.Fit([.. scores, .. scores[..150]], 3, [.. labels, .. labels[..50]]);
        Assert.Equal(twice.Temperature, weighted.Temperature, 1e-6);
        Assert.Equal(twice.After.ExpectedCalibrationError, weighted.After.ExpectedCalibrationError, 1e-9);
    }

    [Fact]
    public void Rows_that_tell_nothing_change_nothing_and_no_knowledge_is_flattened()
    {
        Assert.Equal(1, TemperatureScaling.Fit([3, -2, 5], 1, [1, 0, 1]).Temperature);
        Assert.Equal(1, TemperatureScaling.Fit([0, 0, 0, 0], 2, [1, 0]).Temperature);
        var wrong = TemperatureScaling.Fit([3, -2, 5], 1, [0, 1, 0]);
        Assert.Equal(1000, wrong.Temperature, 1e-6);
        Assert.Equal(Math.Log(2), wrong.After.LogLoss, 0.01);
        Assert.InRange(TemperatureScaling.Fit([3e8f, -2e8f, 5e8f], 1, [1, 0, 0]).Temperature, 999, 1001);
    }

    [Fact]
    public void What_is_unsound_is_named()
    {
        Assert.Contains("no held-out rows", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], 1, [])).Message);
        Assert.Contains("weight 0", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1], 1, [1], [0])).Message);
        Assert.Contains("Row 1 has the score NaN", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, float.NaN], 1, [1, 0])).Message);
        Assert.Contains("classes are 0 to 2", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 2, 3], 3, [3])).Message);
        Assert.Contains("3 scores", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 2, 3], 2, [0])).Message);
    }

    [Fact]
    public void A_network_is_calibrated_by_its_own_scores()
    {
        using var scope = NewDisposeScope();
        using var network = RandomNetworks.Trained(Network.Mlp(8), [4], 3, false, 1);
        using var generator = new Generator(2, CPU);
        var x = randn(2500, 4, generator: generator);
        var scores = network.Predict(x);
        var labels = scores.div(3).softmax(1).multinomial(1, generator: generator).squeeze(1);
        var classes = labels.data<long>().Select(label => (int)label).ToArray();
        var expected = TemperatureScaling.Fit(scores.Values(), 3, classes);
        using var rows = new TensorDataset(x, labels);
        var found = TemperatureScaling.Fit(network, rows);
        Assert.Equal(expected.Temperature, found.Temperature, 1e-3 * expected.Temperature);
        Assert.Equal(3, found.Temperature, 0.6);
    }

    private static (float[] Scores, int[] Labels) Draw(int outputs, double temperature, int rows)
    {
        var random = new Random(5);
        var scores = new float[rows * outputs];
        var labels = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < outputs; i++) scores[row * outputs + i] = (float)(4 * (random.NextDouble() - 0.5) * 2);
            double[] z = outputs == 1 ? [0, scores[row]] : [.. scores.AsSpan(row * outputs, outputs).ToArray().Select(s => (double)s)];
            var weights = z.Select(s => Math.Exp(s / temperature)).ToArray();
            for (var at = random.NextDouble() * weights.Sum(); at > weights[labels[row]]; labels[row]++) at -= weights[labels[row]];
        }
        return (scores, labels);
    }
}
