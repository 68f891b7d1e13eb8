using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using MLNetGradExt.Training;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Diagnostics;

public sealed class CurvatureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("curvature-").FullName;

    [Theory]
    [InlineData(ScalarType.Float32, 2e-3)]
    [InlineData(ScalarType.Float64, 1e-8)]
    public void A_quadratic_has_the_curvature_that_it_has(ScalarType type, double tolerance)
    {
        // L = ½ Σ aᵢ wᵢ²: the Hessian is diag(a), so one v of signs gives its trace exactly; g = a·w.
        using var scope = NewDisposeScope();
        double[] a = [3, 0.5, 10, 1, 0.1], w = [0.4, -1, 0.2, 2, 3];
        var weight = new Parameter(tensor(w, dtype: type));
        using var buffer = ParameterBuffer.Bind([("weight", weight)]);
        using var module = nn.Identity();
        var found = Curvature.Measure(module, buffer, () => (tensor(a, dtype: type) * weight.square()).sum() / 2, seed: 1)!;
        Assert.Equal(a.Sum(), found.Trace, tolerance * a.Sum());
        var along = a.Zip(w, (x, y) => x * x * x * y * y).Sum() / a.Zip(w, (x, y) => x * x * y * y).Sum();
        Assert.Equal(along, found.AlongGradient, tolerance * along);
    }

    [Fact]
    public void A_linear_network_has_the_curvature_of_least_squares()
    {
        // Mean squared error of Xw + b: H = 2/n [X 1]ᵀ[X 1] whatever the weights; the mean over v's approaches its trace.
        using var scope = NewDisposeScope();
        using var data = Data(60);
        using var network = nn.Linear(4, 1);
        using var buffer = ParameterBuffer.Bind(network.named_parameters());
        var readings = Enumerable.Range(0, 60).Select(seed => Curvature.Measure(network, buffer,
            () => Loss.MeanSquaredError.Compute(network.call(data.Features), data.Labels, null), (ulong)seed)!).ToArray();
        var x = cat([data.Features, ones(60, 1)], 1);
        var hessian = x.t().mm(x) * (2.0 / 60);
        Assert.Equal(hessian.trace().item<float>(), readings.Average(r => r.Trace), 0.15 * hessian.trace().item<float>());
        var residual = network.call(data.Features).view(-1, 1) - data.Labels.view(-1, 1);
        var g = x.t().mm(residual);
        Assert.Equal((g.t().mm(hessian).mm(g) / g.t().mm(g)).item<float>(), readings[0].AlongGradient, 0.01 * readings[0].AlongGradient);
    }

    [Fact]
    public void The_run_does_not_notice()
    {
        // Everything that a pass changes is in this network: running statistics, our generators of dropout, and the global one.
        using var data = Data(80);
        using var probed = Train(data, 6, [Callback.CurvatureProbe(every: 3)]);
        using var alone = Train(data, 6, []);
        foreach (var (name, value) in alone.State()) Assert.True(value.Same(probed.State()[name]), name);
        Assert.Equal(alone.History.Epochs.Select(e => e.Loss), probed.History.Epochs.Select(e => e.Loss));
        Assert.NotEmpty(probed.History.Traces["Hessian trace"]);
    }

    [Fact]
    public void Readings_are_in_history_report_and_file()
    {
        using var data = Data(80);
        using var trained = Train(data, 6, [Callback.CurvatureProbe(every: 5)]);
        var traces = trained.History.Traces;
        Assert.Equal(["Hessian trace", "curvature along the gradient", "curvature over 2 / learning rate"], traces.Keys);
        Assert.Equal([5, 10, 15, 20, 25, 30], traces["Hessian trace"].Select(t => t.At));
        foreach (var (along, sharpness) in traces["curvature along the gradient"].Zip(traces["curvature over 2 / learning rate"]))
            Assert.Equal(along.Value * 0.01 / 2, sharpness.Value, 12);
        var html = trained.Report.ToPage().ToHtml();
        Assert.Contains("curvature along the gradient", html);
        var read = History.FromJson(trained.History.ToJson());
        Assert.Equal(traces["Hessian trace"], read.Traces["Hessian trace"]);
        Assert.Equal("step", new TrainingReport(read).Charts().Single(c => c.Title == "Hessian trace").XLabel);
    }

    [Fact]
    public void A_resumed_run_has_all_readings()
    {
        using var data = Data(80);
        var probe = Callback.CurvatureProbe(every: 4);
        using var whole = Train(data, 6, [probe], globalDropout: 0);
        using (Train(data, 3, [probe, Callback.Checkpoint(_folder)], globalDropout: 0)) { }
        using var resumed = Train(data, 6, [probe], _folder, globalDropout: 0);
        Assert.Equal(whole.History.Traces["Hessian trace"], resumed.History.Traces["Hessian trace"]);
    }

    [Fact]
    public void A_probe_needs_gradients_and_an_interval()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Callback.CurvatureProbe(0));
        using var buffer = ParameterBuffer.Bind([("weight", new Parameter(zeros(3)))]);
        using var module = nn.Identity();
        Assert.Null(Curvature.Measure(module, buffer, () => buffer.ParameterViews[0].sum() * 0 + new Parameter(zeros(1)).sum()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TrainedNetwork Train(TensorDataset data, int epochs, ValueList<Callback> callbacks, string? from = null, double globalDropout = 0.2)
    {
        var network = Network.FromModule("mixed", context =>
        {
            manual_seed(11);
            return nn.Sequential(
                ("own", Network.Mlp(12, 6).WithDropout(0.3).WithNormalization(Normalization.Batch).Build(context)), ("drop", nn.Dropout(globalDropout)), ("head", nn.Linear(1, 1)));
        });
        var options = new TrainingOptions { Epochs = epochs, BatchSize = 16, Seed = 5, Device = MLNetGradExt.Device.Cpu, Optimizer = Optimizer.Momentum(0.01), Callbacks = callbacks, ResumeFrom = from };
        return Trainer.Gradient.Train(new TrainingJob(network, data, null, Loss.MeanSquaredError, 1, options));
    }

    private static TensorDataset Data(int rows)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var x = zeros(rows, 4).normal_(0, 1, generator);
        return new TensorDataset(x, x.select(1, 0).sin() + x.select(1, 1) * 0.5);
    }
}
