namespace MLNetGradExt;

using MLNetGradExt.Optimizers;

/// <summary>The seed articles' optimizers to the letter, each with what is wrong with it. They are for comparison; prefer the others.</summary>
public abstract partial record Optimizer
{
    /// <summary>v ← αv + (1 − α)g, θ ← θ − v. What is wrong: there is no learning rate; with α = 1 nothing ever moves. It equals <see cref="MomentumAverage"/> at rate 1.</summary>
    public static ChainedOptimizer SeedMomentum(double alpha = 0.9) => MomentumAverage(1.0, alpha) with { Name = "Momentum (seed)" };

    /// <summary>θ ← θ − lr · g / √(Σg² + ε). What is wrong: little, only that ε stands inside the root, unlike the paper; see <see cref="AdaGrad"/>.</summary>
    public static ChainedOptimizer SeedAdaGrad(Schedule learningRate, double epsilon = 1e-10) => AdaGrad(learningRate, epsilon, epsilonInsideRoot: true) with { Name = "AdaGrad (seed)" };

    /// <summary>RMSprop that overwrites its learning rate at every step. What is wrong: see <see cref="SeedRms"/>.</summary>
    public static ChainedOptimizer SeedRmsProp(Schedule learningRate, double decay = 0.9, double delta = 0.9) => new("RMSprop (seed)", [new SeedRms(decay, delta)], learningRate);

    /// <summary>Adam with ε before the bias correction and an extra factor βm. What is wrong: βm is no part of Adam, it only multiplies the learning rate.</summary>
    public static ChainedOptimizer SeedAdam(Schedule learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumFactor = 1) =>
        new("Adam (seed)", [new ScaleByAdam(beta1, beta2, epsilon, EpsilonMode.EpsilonHat), new Scale(momentumFactor)], learningRate);

    /// <summary>Nadam with βm and βn. What is wrong: see <see cref="Optimizers.SeedNadam"/>.</summary>
    public static ChainedOptimizer SeedNadam(Schedule learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double momentumFactor = 1, double nesterovFactor = 0.9) =>
        new("Nadam (seed)", [new SeedNadam(beta1, beta2, epsilon, momentumFactor, nesterovFactor)], learningRate);

    /// <summary>
    /// The seed's Keras SGD with <c>decay=0.0005</c>: Nesterov momentum whose learning rate falls as lr / (1 + decay · step).
    /// What is wrong: the 0.0005 of the AlexNet paper is a weight decay, not a decay of the learning rate.
    /// </summary>
    public static ChainedOptimizer SeedSgd(double learningRate = 0.01, double momentum = 0.9, double decay = 0.0005) =>
        Momentum(Schedule.InverseTime(learningRate, decay), momentum, nesterov: true) with { Name = "SGD (seed)" };
}
