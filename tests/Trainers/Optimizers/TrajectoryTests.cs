using MLNetGradExt.Optimizers;
using MLNetGradExt.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Optimizers;

/// <summary>Ten steps of each optimizer beside PyTorch's own, or beside the paper's formula where PyTorch has none.</summary>
public class TrajectoryTests
{
    private static readonly long[][] Shapes = [[3, 4], [4], [5, 2, 3]];

    private static readonly Dictionary<string, Optimizer> Recipes = new()
    {
        ["sgd"] = Optimizer.Sgd(0.01),
        ["momentum"] = Optimizer.Momentum(0.01),
        ["momentum-dampened"] = Optimizer.Momentum(0.01, dampening: 0.3),
        ["nesterov"] = Optimizer.Momentum(0.01, nesterov: true),
        ["sgd-l2"] = Optimizer.Momentum(0.01).WithL2(0.1),
        ["adagrad"] = Optimizer.AdaGrad(0.05),
        ["adagrad-start"] = Optimizer.AdaGrad(0.05, epsilon: 1e-6, initialAccumulator: 0.1),
        ["rmsprop"] = Optimizer.RmsProp(0.01),
        ["rmsprop-centered"] = Optimizer.RmsProp(0.01, decay: 0.9, momentum: 0.8, centered: true),
        ["adam"] = Optimizer.Adam(0.01),
        ["adam-l2"] = Optimizer.Adam(0.01, 0.8, 0.99, 1e-4).WithL2(0.1),
        ["adamw"] = Optimizer.AdamW(0.01, 0.1),
        ["amsgrad"] = Optimizer.AmsGrad(0.1, beta2: 0.5),
        ["nadam"] = Optimizer.NAdam(0.01),
        ["radam"] = Optimizer.RAdam(0.01),
        ["adamax"] = Optimizer.Adamax(0.01),
        ["adadelta"] = Optimizer.Adadelta(1.0),
        ["ema"] = Optimizer.MomentumAverage(0.05),
        ["adagrad-inside"] = Optimizer.SeedAdaGrad(0.05, 1e-3),
        ["rmsprop-corrected"] = Optimizer.RmsProp(0.01, decay: 0.9, biasCorrection: true),
        ["adam-hat"] = Optimizer.SeedAdam(0.01, epsilon: 1e-4),
        ["nadam-constant"] = Optimizer.NAdamConstant(0.01),
        ["lars"] = Optimizer.Lars(0.5, coefficient: 0.02, weightDecay: 0.01),
        ["lamb"] = Optimizer.Lamb(0.01, weightDecay: 0.02),
        ["lion"] = Optimizer.Lion(0.01, weightDecay: 0.1),
        ["seed-rmsprop"] = Optimizer.SeedRmsProp(1e-3),
        ["seed-nadam"] = Optimizer.SeedNadam(0.01),
    };

    public static TheoryData<string> Names => [.. GoldenOptimizers.Root.EnumerateObject().Select(o => o.Name).Where(name => name != "schedules")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_in_double_precision(string name) => Compare(name, ScalarType.Float64, "float64", 1e-10);

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_in_single_precision(string name) =>
        // The seed's RMSprop multiplies its errors up from step to step, as it does everything else.
        Compare(name, ScalarType.Float32, "float32", name == "seed-rmsprop" ? 1e-3 : 1e-6);

    [Fact]
    public void The_adapter_runs_TorchSharps_own_Adam()
    {
        using var scope = NewDisposeScope();
        var expected = GoldenOptimizers.Root.GetProperty("adam").GetProperty("float64").Doubles();
        Near(expected, TenSteps(Optimizer.FromTorch(p => optim.Adam(p), 0.01), ScalarType.Float64), 1e-10);
    }

    private static void Compare(string name, ScalarType type, string key, double tolerance)
    {
        using var scope = NewDisposeScope();
        Near(GoldenOptimizers.Root.GetProperty(name).GetProperty(key).Doubles(), TenSteps(Recipes[name], type), tolerance);
    }

    private static double[] TenSteps(Optimizer recipe, ScalarType type)
    {
        var parameters = Shapes.Select((shape, i) => ($"p{i}", new Parameter(Rule(shape, 0.7, 0.3).to(type)))).ToArray();
        using var buffer = ParameterBuffer.Bind(parameters);
        using var optimizer = recipe.Bind(buffer);
        for (var i = 0; i < 10; i++)
        {
            using var step = NewDisposeScope();
            buffer.ZeroGradients();
            Loss(parameters.Select(p => p.Item2), type).backward();
            optimizer.Step();
        }

        return [.. parameters.SelectMany(p => p.Item2.detach().to(ScalarType.Float64).view(-1).data<double>().ToArray())];
    }

    /// <summary>The loss of optimizers.py.</summary>
    private static Tensor Loss(IEnumerable<Parameter> parameters, ScalarType type)
    {
        var total = zeros(1, type);
        foreach (var p in parameters)
        {
            var target = Rule(p.shape, 1.3, 0.1).mul(0.5).to(type);
            var scale = Rule(p.shape, 0.9, 0.2).add(1.5).to(type);
            total = total + (scale * (p - target).pow(2)).sum() + p.cos().sum();
        }

        return total.sum();
    }

    private static Tensor Rule(long[] shape, double a, double b) =>
        arange(shape.Aggregate(1L, (x, y) => x * y), ScalarType.Float64).mul(a).add(b).sin().view(shape);

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"element {i}: expected {expected[i]}, found {actual[i]}");
    }
}
