using MLNetGradExt.Optimizers;

namespace MLNetGradExt.Trainers.Tests.Optimizers;

/// <summary>One optimizer of the contract battery.</summary>
/// <param name="Make">Makes it at a learning rate.</param>
/// <param name="Parabola">A learning rate that solves the parabola.</param>
/// <param name="Rosenbrock">A learning rate that solves Rosenbrock's valley.</param>
public sealed record Contestant(Func<Schedule, Optimizer> Make, double Parabola, double Rosenbrock);

/// <summary>Every optimizer that must keep the contract. A new one joins by being listed here.</summary>
public static class OptimizerList
{
    public static IReadOnlyDictionary<string, Contestant> All { get; } = new Dictionary<string, Contestant>
    {
        ["SGD"] = new(lr => Optimizer.Sgd(lr), 0.05, 1e-3),
        ["Momentum"] = new(lr => Optimizer.Momentum(lr), 0.02, 2e-4),
        ["Nesterov"] = new(lr => Optimizer.Momentum(lr, nesterov: true), 0.02, 2e-4),
        ["Momentum (average)"] = new(lr => Optimizer.MomentumAverage(lr), 0.1, 2e-3),
        ["AdaGrad"] = new(lr => Optimizer.AdaGrad(lr), 0.5, 0.5),
        ["RMSprop"] = new(lr => Optimizer.RmsProp(lr), 0.02, 0.01),
        ["RMSprop centered"] = new(lr => Optimizer.RmsProp(lr, centered: true, momentum: 0.5), 0.02, 3e-3),
        ["RMSprop corrected"] = new(lr => Optimizer.RmsProp(lr, biasCorrection: true), 0.02, 0.01),
        ["Adam"] = new(lr => Optimizer.Adam(lr), 0.05, 0.02),
        ["Adam (epsilon hat)"] = new(lr => Optimizer.Adam(lr, epsilonMode: EpsilonMode.EpsilonHat), 0.05, 0.02),
        ["AdamW"] = new(lr => Optimizer.AdamW(lr, weightDecay: 1e-5), 0.05, 0.02),
        ["AMSGrad"] = new(lr => Optimizer.AmsGrad(lr), 0.05, 0.02),
        ["NAdam"] = new(lr => Optimizer.NAdam(lr), 0.05, 0.02),
        ["NAdam constant"] = new(lr => Optimizer.NAdamConstant(lr), 0.05, 0.02),
        ["RAdam"] = new(lr => Optimizer.RAdam(lr), 0.05, 0.005),
        ["Adamax"] = new(lr => Optimizer.Adamax(lr), 0.05, 0.02),
        ["Adadelta"] = new(lr => Optimizer.Adadelta(lr), 20, 1),
        ["LARS"] = new(lr => Optimizer.Lars(lr, coefficient: 0.01), 0.5, 0.1),
        ["LAMB"] = new(lr => Optimizer.Lamb(lr, weightDecay: 0), 0.02, 0.01),
        ["Lion"] = new(lr => Optimizer.Lion(lr), 0.02, 0.005),
        ["Lookahead"] = new(lr => Optimizer.Adam(lr).WithLookahead(), 0.1, 0.04),
        ["Average"] = new(lr => Optimizer.Adam(lr).WithExponentialAverage(), 0.05, 0.02),
        ["Partition"] = new(lr => Optimizer.Partition(("x*", Optimizer.Adam(lr)), ("*", Optimizer.RmsProp(lr))), 0.02, 0.02),
        ["From TorchSharp"] = new(lr => Optimizer.FromTorch(p => TorchSharp.torch.optim.Adam(p), lr), 0.05, 0.02),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
