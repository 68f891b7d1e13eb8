using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Tests.Annealing;

public class AnnealingTests
{
    private static readonly MLContext Ml = new(seed: 1);

    // snippet:annealing-cost
    // Kept, because TorchSharp does not keep the scalar that it makes of a number while libtorch reads it.
    private static readonly Scalar Zero = 0, One = 1, MinusOne = -1, Expert = 0.3, Missed = 10;

    private static readonly Loss Care = Loss.FromFunction("care", (output, labels) =>
    {
        var score = output.squeeze(1);
        var expert = score.abs().lt(One).to_type(output.dtype).mul(Expert);
        var missed = score.le(MinusOne).to_type(output.dtype).mul(labels).mul(Missed);
        var alarm = score.ge(One).to_type(output.dtype).mul(labels.eq(Zero).to_type(output.dtype));
        return expert.add(missed, One).add(alarm, One);
    });
    // end-snippet

    private static double CareOf(float score, bool ill) => Math.Abs(score) < 1 ? 0.3 : score <= -1 ? ill ? 10 : 0 : ill ? 0 : 1;

    private static double WrongOf(float score, bool ill) => score > 0 == ill ? 0 : 1;

    [Theory]
    [InlineData("wrong")]
    [InlineData("care")]
    public void Annealing_beats_the_surrogate_on_a_cost_without_slope(string name)
    {
        var (loss, cost, surrogate) = name == "wrong" ? (Loss.ZeroOne, (Func<float, bool, double>)WrongOf, Loss.BinaryCrossEntropy()) : (Care, CareOf, Loss.BinaryCrossEntropy(10));
        var rows = DataSets.Sample("breast_cancer.csv").Select(r => new BooleanRow { Features = r.Features, Label = r.Label > 0 }).ToArray();
        var (train, test) = DataSets.Split(rows, 3);
        var scale = Ml.GradExt().Transforms.Standardize("Features").Fit(Ml.View(train, 30));
        var (trainView, testView) = (scale.Transform(Ml.View(train, 30)), scale.Transform(Ml.View(test, 30)));
        double Cost(IDataView view, NetworkBinaryClassificationTransformer model) =>
            Ml.Data.CreateEnumerable<BinaryScored>(model.Transform(view), false).Zip(view.GetColumn<bool>("Label"), (s, label) => cost(s.Score, label)).Average();

        NetworkBinaryClassificationTransformer Fit(Loss loss, TrainingOptions options) =>
            Ml.GradExt().BinaryClassification(new BinaryClassificationOptions { Network = Network.Linear(), Loss = loss, Training = options with { Seed = 5, Device = Device.Cpu } }).Fit(trainView);
        var gradient = Fit(surrogate, new TrainingOptions());
        var annealed = Fit(loss, new TrainingOptions { Trainer = Trainer.Annealing(options: new() { Evaluations = 6000 }) });
        var (theirs, ours) = (Cost(trainView, gradient), Cost(trainView, annealed));
        Assert.Equal(annealed.Report.History.Epochs[^1].Loss, ours, 1e-4);
        Assert.True(ours < theirs, $"training cost {ours} annealed, {theirs} by gradients; test cost {Cost(testView, annealed)} and {Cost(testView, gradient)}");
        Assert.True(Cost(testView, annealed) < 0.3, $"test cost {Cost(testView, annealed)}");

        // From the surrogate's weights it cannot end worse than it began.
        var refined = Fit(loss, new TrainingOptions { Trainer = Trainer.Annealing(options: new() { Evaluations = 2000 }), InitialWeights = InitialWeights.From(gradient.Model) });
        Assert.True(Cost(trainView, refined) < theirs, $"{Cost(trainView, refined)} refined from {theirs}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Where_classes_overlap_annealing_beats_even_the_surrogates_minimum(int split)
    {
        // The ten means alone do not separate the classes, so that no weights, however large, make either cost zero.
        var rows = DataSets.Sample("breast_cancer.csv").Select(r => new BooleanRow { Features = r.Features[..10], Label = r.Label > 0 }).ToArray();
        var view = Ml.View(DataSets.Split(rows, split).Train, 10);
        var scaled = Ml.GradExt().Transforms.Standardize("Features").Fit(view).Transform(view);
        NetworkBinaryClassificationTransformer Fit(Loss loss, TrainingOptions options) =>
            Ml.GradExt().BinaryClassification(new BinaryClassificationOptions { Network = Network.Linear(), Loss = loss, Training = options with { Seed = split, Device = Device.Cpu } }).Fit(scaled);
        double Cost(NetworkBinaryClassificationTransformer model, Func<float, bool, double> cost) =>
            Ml.Data.CreateEnumerable<BinaryScored>(model.Transform(scaled), false).Zip(scaled.GetColumn<bool>("Label"), (s, label) => cost(s.Score, label)).Average();
        foreach (var (loss, surrogate, cost) in new[] { (Loss.ZeroOne, Loss.BinaryCrossEntropy(), (Func<float, bool, double>)WrongOf), (Care, Loss.BinaryCrossEntropy(10), CareOf) })
        {
            var lowest = Fit(surrogate, new() { Trainer = Trainer.Hybrid(options: new() { Evaluations = 1500 }) });
            var annealed = Fit(loss, new() { Trainer = Trainer.Annealing() });
            var refined = Fit(loss, new() { Trainer = Trainer.Annealing(), InitialWeights = InitialWeights.From(lowest.Model) });
            var (theirs, ours, both) = (Cost(lowest, cost), Cost(annealed, cost), Cost(refined, cost));
            Assert.True(ours < theirs && both < theirs, $"{loss}: {ours} from scratch and {both} from the surrogate's minimum, which has {theirs}");
        }
    }

    [Fact]
    public void Folds_are_bit_identical_when_run_twice()
    {
        var view = Ml.View(Rows.Halves(90), 2);
        var trainer = Ml.GradExt().BinaryClassification(new BinaryClassificationOptions { Network = Network.Mlp(4), Loss = Loss.ZeroOne, Training = Quick(300) });
        float[][] Run() => [.. Ml.BinaryClassification.CrossValidate(view, trainer, numberOfFolds: 3, seed: 5).Select(fold => fold.ScoredHoldOutSet.GetColumn<float>("Score").ToArray())];
        var first = Run();
        Assert.Equal(first, Run());
        Assert.All(Ml.BinaryClassification.CrossValidate(view, trainer, numberOfFolds: 3, seed: 5), fold => Assert.True(fold.Metrics.Accuracy > 0.8, $"{fold.Metrics.Accuracy}"));
    }

    [Fact]
    public void All_three_tasks_anneal_and_survive_saving()
    {
        var blobs = Ml.Transforms.Conversion.MapValueToKey("Label", "Class");
        var cases = new (IDataView View, IEstimator<ITransformer> Trainer)[]
        {
            (Ml.View(Rows.Line(80), 2), Ml.GradExt().Regression(Network.Linear(), options: Quick(600))),
            (Ml.View(Rows.Line(80), 2), Ml.GradExt().Regression(Network.Mlp(4), options: Quick(900) with { Trainer = Trainer.Hybrid(options: new() { Evaluations = 900 }) })),
            (Ml.View(Rows.Halves(80), 2), Ml.GradExt().BinaryClassification(new BinaryClassificationOptions { Network = Network.Linear(), Loss = Loss.ZeroOne, Training = Quick(400) })),
            (blobs.Fit(Ml.View(Rows.Blobs(90), 2)).Transform(Ml.View(Rows.Blobs(90), 2)), Ml.GradExt().MulticlassClassification(new MulticlassClassificationOptions { Network = Network.Linear(), Loss = Loss.ZeroOne, Training = Quick(400) })),
        };
        foreach (var (view, trainer) in cases)
        {
            var model = trainer.Fit(view);
            using var file = new MemoryStream();
            Ml.Model.Save(model, view.Schema, file);
            file.Position = 0;
            var loaded = new MLContext().Model.Load(file, out _);
            if (model is NetworkMulticlassClassificationTransformer)
            {
                Assert.Equal(model.Transform(view).GetColumn<uint>("PredictedLabel"), loaded.Transform(view).GetColumn<uint>("PredictedLabel"));
                Assert.True(Ml.MulticlassClassification.Evaluate(loaded.Transform(view)).MicroAccuracy > 0.9);
                continue;
            }
            foreach (var (a, b) in model.Transform(view).GetColumn<float>("Score").Zip(loaded.Transform(view).GetColumn<float>("Score"))) Assert.Equal(a, b, 1e-4f);
        }
        Assert.True(Ml.Regression.Evaluate(cases[0].Trainer.Fit(cases[0].View).Transform(cases[0].View)).RSquared > 0.99);
        Assert.True(Ml.Regression.Evaluate(cases[1].Trainer.Fit(cases[1].View).Transform(cases[1].View)).RSquared > 0.95);
    }

    [Fact]
    public void Cancellation_ends_a_fit()
    {
        using var source = new CancellationTokenSource();
        var options = new BinaryClassificationOptions
        {
            Network = Network.Linear(), Loss = Loss.ZeroOne, CancellationToken = source.Token,
            Training = Quick(100_000_000) with { Callbacks = [Callback.Progress(_ => source.Cancel())], Epochs = 1_000_000 },
        };
        Assert.Throws<OperationCanceledException>(() => Ml.GradExt().BinaryClassification(options).Fit(Ml.View(Rows.Halves(40), 2)));
    }

    private static TrainingOptions Quick(long evaluations) => new() { Seed = 7, Device = Device.Cpu, Epochs = 4, Trainer = Trainer.Annealing(options: new() { Evaluations = evaluations }) };
}
