namespace MLNetGradExt;

using MLNetGradExt.Optimizers;

public abstract partial record Optimizer
{
    /// <summary>θ ← θ − lr · g. What makes it stochastic is the batch size of the run; with one batch of everything it is gradient descent.</summary>
    public static ChainedOptimizer Sgd(Schedule learningRate) => new("SGD", [], learningRate);

    /// <summary>Heavy-ball momentum v ← μv + g, θ ← θ − lr · v, or Nesterov's form θ ← θ − lr · (g + μv).</summary>
    public static ChainedOptimizer Momentum(Schedule learningRate, double momentum = 0.9, bool nesterov = false, double dampening = 0) =>
        new(nesterov ? "Nesterov momentum" : "Momentum", [new Trace(momentum, nesterov, dampening)], learningRate);

    /// <summary>Adam (Kingma and Ba, 2015).</summary>
    public static ChainedOptimizer Adam(Schedule? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, EpsilonMode epsilonMode = EpsilonMode.Paper) =>
        new("Adam", [new ScaleByAdam(beta1, beta2, epsilon, epsilonMode)], learningRate ?? 1e-3);

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
    public static ChainedOptimizer AdamW(Schedule? learningRate = null, double weightDecay = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, DecayOn decayOn = DecayOn.All) =>
        new("AdamW", [new ScaleByAdam(beta1, beta2, epsilon), new AddDecayedWeights(weightDecay, decayOn)], learningRate ?? 1e-3);
}
