namespace MLNetGradExt;

using MLNetGradExt.Optimizers;
using TorchSharp;
using TorchSharp.Modules;

public abstract partial record Optimizer
{
    /// <summary>θ ← θ − lr · g. What makes it stochastic is the batch size of the run; with one batch of everything it is gradient descent.</summary>
    public static ChainedOptimizer Sgd(Schedule learningRate) => new("SGD", [], learningRate);

    /// <summary>Heavy-ball momentum v ← μv + g, θ ← θ − lr · v, or Nesterov's form θ ← θ − lr · (g + μv).</summary>
    public static ChainedOptimizer Momentum(Schedule learningRate, double momentum = 0.9, bool nesterov = false, double dampening = 0) =>
        new(nesterov ? "Nesterov momentum" : "Momentum", [new Trace(momentum, nesterov, dampening)], learningRate);

    /// <summary>Momentum as a moving average v ← αv + (1 − α)g: needs a learning rate 1/(1 − α) times that of <see cref="Momentum"/>.</summary>
    public static ChainedOptimizer MomentumAverage(Schedule learningRate, double decay = 0.9) =>
        new("Momentum (average)", [new ScaleByMovingAverage(decay)], learningRate);

    /// <summary>AdaGrad (Duchi et al., 2011). Its steps only ever shrink.</summary>
    public static ChainedOptimizer AdaGrad(Schedule? learningRate = null, double epsilon = 1e-10, bool epsilonInsideRoot = false, double initialAccumulator = 0) =>
        new("AdaGrad", [new ScaleByAdaGrad(epsilon, epsilonInsideRoot, initialAccumulator)], learningRate ?? 1e-2);

    /// <summary>RMSprop (Hinton, 2012), with momentum on the scaled gradient when asked for.</summary>
    public static ChainedOptimizer RmsProp(Schedule? learningRate = null, double decay = 0.99, double epsilon = 1e-8, double momentum = 0, bool centered = false, bool biasCorrection = false) =>
        new("RMSprop", momentum == 0 ? [new ScaleByRms(decay, epsilon, centered, biasCorrection)] : [new ScaleByRms(decay, epsilon, centered, biasCorrection), new Trace(momentum)], learningRate ?? 1e-2);

    /// <summary>Adam (Kingma and Ba, 2015).</summary>
    public static ChainedOptimizer Adam(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, EpsilonMode epsilonMode = EpsilonMode.Paper) =>
        new("Adam", [new ScaleByAdam(beta1, beta2, epsilon, epsilonMode)], learningRate ?? 1e-3);

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019). As in PyTorch, it decays every parameter unless told otherwise.</summary>
    public static ChainedOptimizer AdamW(Schedule? learningRate = null, double weightDecay = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, ParameterSelection decayOn = ParameterSelection.All) =>
        new("AdamW", [new ScaleByAdam(beta1, beta2, epsilon), new AddDecayedWeights(weightDecay, decayOn)], learningRate ?? 1e-3);

    /// <summary>Adam that never forgets its largest second moment (Reddi et al., 2018).</summary>
    public static ChainedOptimizer AmsGrad(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new("AMSGrad", [new ScaleByAdam(beta1, beta2, epsilon, AmsGrad: true)], learningRate ?? 1e-3);

    /// <summary>Adam with Nesterov momentum and a warming momentum (Dozat, 2016), the values of PyTorch.</summary>
    public static ChainedOptimizer NAdam(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumDecay = 4e-3) =>
        new("NAdam", [new ScaleByNAdam(beta1, beta2, epsilon, momentumDecay)], learningRate ?? 2e-3);

    /// <summary>NAdam with a constant momentum, Dozat's simpler form.</summary>
    public static ChainedOptimizer NAdamConstant(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new("NAdam (constant)", [new ScaleByNAdam(beta1, beta2, epsilon, null)], learningRate ?? 2e-3);

    /// <summary>Adam that holds back until its variance is known (Liu et al., 2020).</summary>
    public static ChainedOptimizer RAdam(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new("RAdam", [new ScaleByRAdam(beta1, beta2, epsilon)], learningRate ?? 1e-3);

    /// <summary>Adam with the infinity norm (Kingma and Ba, 2015).</summary>
    public static ChainedOptimizer Adamax(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) =>
        new("Adamax", [new ScaleByAdamax(beta1, beta2, epsilon)], learningRate ?? 2e-3);

    /// <summary>Adadelta (Zeiler, 2012), which sets its own scale; the learning rate is a factor, by default 1.</summary>
    public static ChainedOptimizer Adadelta(Schedule? learningRate = null, double decay = 0.9, double epsilon = 1e-6) =>
        new("Adadelta", [new ScaleByAdadelta(decay, epsilon)], learningRate ?? 1.0);

    /// <summary>Momentum with a learning rate for each tensor, for large batches (You et al., 2017).</summary>
    public static ChainedOptimizer Lars(Schedule learningRate, double momentum = 0.9, double coefficient = 1e-3, double weightDecay = 0) =>
        new("LARS", [new ScaleByLars(coefficient, weightDecay), new Trace(momentum)], learningRate);

    /// <summary>Adam with a learning rate for each tensor, for large batches (You et al., 2020).</summary>
    public static ChainedOptimizer Lamb(Schedule? learningRate = null, double weightDecay = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6) =>
        new("LAMB", [new ScaleByAdam(beta1, beta2, epsilon), new AddDecayedWeights(weightDecay), new ScaleByTrustRatio()], learningRate ?? 1e-3);

    /// <summary>Sign momentum (Chen et al., 2023): a learning rate 3 to 10 times smaller than AdamW's and a decay as much larger.</summary>
    public static ChainedOptimizer Lion(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0) =>
        new("Lion", weightDecay == 0 ? [new ScaleByLion(beta1, beta2)] : [new ScaleByLion(beta1, beta2), new AddDecayedWeights(weightDecay)], learningRate ?? 1e-4);

    /// <summary>A chain of your own.</summary>
    public static ChainedOptimizer Chain(Schedule learningRate, params UpdateTransform[] links) => new("Chain", [.. links], learningRate);

    /// <summary>Leaves its parameters as they are; for groups of <see cref="Partition"/> that must not move.</summary>
    public static ChainedOptimizer Frozen() => new("Frozen", [], 0.0);

    /// <summary>Different optimizers for different parameters, by name pattern; the first pattern that matches a parameter wins.</summary>
    /// <exception cref="ArgumentException">When bound: a parameter matches no pattern.</exception>
    public static Optimizer Partition(params (string Pattern, Optimizer Optimizer)[] groups) =>
        new PartitionedOptimizer([.. groups.Select(g => new OptimizerGroup(g.Pattern, g.Optimizer))]);

    /// <summary>
    /// Any optimizer of TorchSharp, made by <paramref name="factory"/> over the parameters. It works tensor by tensor, so it is slower
    /// than the ones here, its state is saved only as far as TorchSharp can, and it cannot be written to JSON.
    /// </summary>
    /// <param name="factory">Makes the optimizer, for example <c>p => torch.optim.ASGD(p, 0.01)</c>.</param>
    /// <param name="learningRate">A schedule to impose on all its groups, or null to leave its rate alone.</param>
    public static Optimizer FromTorch(Func<IEnumerable<Parameter>, torch.optim.Optimizer> factory, Schedule? learningRate = null) =>
        new TorchOptimizer(factory, learningRate);
}
