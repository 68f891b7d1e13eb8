using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Optimizers follow PyTorch's paths, and carry their state over.</summary>
public class OptimTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Cases = new()
    {
        ["SGD"] = p => optim.SGD(p, 0.05),
        ["SGDMomentum"] = p => optim.SGD(p, 0.05, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
        ["SGDNesterov"] = p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true),
        ["Adam"] = p => optim.Adam(p, 0.1, weight_decay: 0.02),
        ["AdamAmsgrad"] = p => optim.Adam(p, 0.1, amsgrad: true),
        ["AdamW"] = p => optim.AdamW(p, 0.1, weight_decay: 0.1),
        ["NAdam"] = p => optim.NAdam(p, 0.1),
        ["RAdam"] = p => optim.RAdam(p, 0.1),
        ["Adamax"] = p => optim.Adamax(p, 0.1),
        ["Adagrad"] = p => optim.Adagrad(p, 0.1, lr_decay: 0.1, initial_accumulator_value: 0.1),
        ["Adadelta"] = p => optim.Adadelta(p, 1.0),
        ["RMSProp"] = p => optim.RMSProp(p, 0.05),
        ["RMSPropCentered"] = p => optim.RMSProp(p, 0.05, momentum: 0.5, centered: true),
        ["LBFGS"] = p => optim.LBFGS(p, 0.5, max_iter: 5),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> Stateful => [.. Cases.Keys.Where(k => k is not ("LBFGS" or "SGD"))];

    private sealed class Problem : IDisposable
    {
        public readonly Parameter P = new(tensor(new[] { 1f, -2, 0.5f }));
        public readonly Parameter Q = new(tensor(new[] { 0.3f, -0.4f }).reshape(2, 1));
        private readonly Tensor _slopes = tensor(new[] { 1f, 2, 3 });

        public Parameter[] Parameters => [P, Q];

        public float[] Position => [.. P.data<float>(), .. Q.data<float>()];

        public Tensor Loss() => (_slopes * (P - 0.2).pow(2)).sum() + Q.pow(4).sum() + P[0] * Q[0, 0];

        public void Step(optim.Optimizer optimizer)
        {
            using var scope = NewDisposeScope();
            optimizer.step(() =>
            {
                optimizer.zero_grad();
                var loss = Loss();
                loss.backward();
                return loss;
            });
        }

        public void Dispose()
        {
            P.Dispose();
            Q.Dispose();
            _slopes.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Follows_PyTorchs_path(string name)
    {
        using var problem = new Problem();
        using var optimizer = Cases[name](problem.Parameters);
        foreach (var expected in NnGolden.Case("optimizers", name).EnumerateArray())
        {
            problem.Step(optimizer);
            using var position = tensor(problem.Position);
            NnGolden.Near(NnGolden.Numbers(expected), position, 1e-4f);
        }
    }

    [Theory]
    [MemberData(nameof(Stateful))]
    public void A_loaded_state_continues_the_path(string name)
    {
        using Problem first = new(), second = new();
        using var original = (OptimizerHelper)Cases[name](first.Parameters);
        for (var i = 0; i < 2; i++) first.Step(original);
        using (no_grad())
        {
            second.P.copy_(first.P);
            second.Q.copy_(first.Q);
        }
        using var resumed = (OptimizerHelper)Cases[name](second.Parameters);
        resumed.load_state_dict(original.state_dict());
        for (var i = 0; i < 2; i++)
        {
            first.Step(original);
            second.Step(resumed);
        }
        Assert.Equal(first.Position, second.Position);
    }

    [Fact]
    public void Groups_have_their_own_options()
    {
        using var problem = new Problem();
        using var optimizer = optim.SGD([new SGD.ParamGroup([problem.P], lr: 0.0), new SGD.ParamGroup([problem.Q], lr: 0.5)], 0.1);
        var before = problem.Position;
        problem.Step(optimizer);
        Assert.Equal(before[..3], problem.Position[..3]);
        Assert.NotEqual(before[3..], problem.Position[3..]);
        var group = optimizer.ParamGroups.Last();
        Assert.Equal(0.5, group.LearningRate);
        group.LearningRate = 0;
        before = problem.Position;
        problem.Step(optimizer);
        Assert.Equal(before, problem.Position);
    }

    [Fact]
    public void Zero_grad_keeps_the_gradients_storage()
    {
        using var problem = new Problem();
        using var optimizer = optim.SGD(problem.Parameters, 0.1);
        using (NewDisposeScope()) problem.Loss().backward();
        using var grad = problem.P.grad!;
        Assert.NotEqual(0, grad.abs().sum().item<float>());
        optimizer.zero_grad();
        Assert.Equal(0, grad.abs().sum().item<float>());
    }

    [Fact]
    public void Training_steps_leave_no_tensors_behind()
    {
        using var problem = new Problem();
        using var optimizer = optim.Adam(problem.Parameters);
        problem.Step(optimizer);
        var before = Tensor.TotalCount;
        for (var i = 0; i < 20; i++) problem.Step(optimizer);
        Assert.InRange(Tensor.TotalCount - before, -50, 5);
    }
}
