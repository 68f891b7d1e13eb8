using System.Globalization;
using System.IO.Compression;
using MLNetGradExt.Data;
using MLNetGradExt.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Training;

/// <summary>The defaults train well on real data untouched: every row predicted once by a network that has not seen it.</summary>
public class DefaultsTests
{
    [SkippableTheory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Digits(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, y) = Read("digits.csv.gz", skip: 0);
        Assert.InRange(Folds(x, y.to_type(ScalarType.Int64), Loss.CrossEntropy(), 10, seed, folds: 4).argmax(1).eq(y).to_type(ScalarType.Float32).mean().item<float>(), 0.97f, 1f);
    }

    [SkippableTheory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Breast_cancer(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, y) = Read("breast_cancer.csv", skip: 1);
        Assert.InRange(Folds(x, y, Loss.BinaryCrossEntropy(), 1, seed).squeeze(1).gt(0).eq(y.gt(0.5)).to_type(ScalarType.Float32).mean().item<float>(), 0.96f, 1f);
    }

    [SkippableTheory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Diabetes(int seed)
    {
        using var scope = NewDisposeScope();
        var x = Numbers(Lines("diabetes_data_raw.csv.gz"), ' ');
        var y = Numbers(Lines("diabetes_target.csv.gz"), ' ').view(-1);
        Assert.InRange(R2(Folds(x, y, Loss.MeanSquaredError, 1, seed).squeeze(1), y), 0.45, 1);
    }

    private static double R2(Tensor predicted, Tensor y) => 1 - (predicted - y).square().sum().item<float>() / (y - y.mean()).square().sum().item<float>();

    private static Tensor Folds(Tensor x, Tensor y, Loss loss, int outputs, int seed, int folds = 5)
    {
        var rows = x.size(0);
        using var generator = new Generator((ulong)seed, CPU);
        var order = randperm(rows, ScalarType.Int64, CPU, generator: generator);
        var predictions = zeros(rows, outputs);
        for (var fold = 0; fold < folds; fold++)
        {
            var isTest = arange(rows).remainder(folds).eq(fold);
            var test = order.masked_select(isTest);
            var train = order.masked_select(isTest.logical_not());
            var (xs, ys) = (x.index_select(0, train), y.index_select(0, train));
            var (mean, deviation) = (xs.mean([0]), xs.std(0).clamp_min(1e-6));
            var (yMean, yDeviation) = outputs == 1 && loss == Loss.MeanSquaredError ? (ys.mean(), ys.std()) : (tensor(0f), tensor(1f));
            using var data = new TensorDataset((xs - mean) / deviation, ys.is_floating_point() ? (ys - yMean) / yDeviation : ys);
            using var network = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(64, 64), data, null, loss, outputs, new TrainingOptions { Seed = seed, Device = MLNetGradExt.Device.Cpu }));
            predictions.index_copy_(0, test, network.Predict((x.index_select(0, test) - mean) / deviation) * yDeviation + yMean);
        }
        return predictions;
    }

    private static (Tensor X, Tensor Y) Read(string file, int skip)
    {
        var all = Numbers(Lines(file).Skip(skip), ',');
        var columns = all.size(1) - 1;
        return (all.narrow(1, 0, columns), all.select(1, columns));
    }

    private static Tensor Numbers(IEnumerable<string> lines, char separator)
    {
        var rows = lines.Select(l => l.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(v => float.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return tensor(rows.SelectMany(r => r).ToArray()).view(rows.Length, -1);
    }

    private static string[] Lines(string file)
    {
        var path = TestData.Require("tabular", "sklearn", file);
        using var raw = File.OpenRead(path);
        using Stream stream = file.EndsWith(".gz") ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
