using MLNetGradExt.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>
/// The recipe of a network. Every built-in one is data, a list of <see cref="Layer"/> records that ends in the head,
/// so that it can be compared, printed, saved, exported and evaluated in batches of parameter vectors.
/// <see cref="Build"/> makes a fresh module every time: one recipe feeds any number of trainings.
/// </summary>
public abstract record Network
{
    /// <summary>A linear model: the head alone.</summary>
    public static Network Linear() => new Sequential([]);

    /// <summary>Fully connected hidden layers, by default with ReLU: <c>Network.Mlp(64, 64).WithDropout(0.2)</c>.</summary>
    /// <param name="hiddenUnits">The width of each hidden layer, input side first.</param>
    public static Mlp Mlp(params int[] hiddenUnits) => new(hiddenUnits.ToValueList());

    /// <summary>
    /// A residual network for vectors: a linear layer to <paramref name="width"/>, then blocks
    /// x + W₂·f(norm(x)·W₁) before the head, so that depth costs no gradient.
    /// </summary>
    /// <param name="width">The width of the residual stream.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="dropout">Dropout inside each block.</param>
    /// <param name="activation">The activation inside each block.</param>
    public static Network ResidualMlp(int width, int blocks, double dropout = 0, Activation activation = Activation.Relu) => new ResidualMlp(width, blocks, dropout, activation);

    /// <summary>Layers one after another; a linear head with the task's outputs is appended, flattening first where needed.</summary>
    public static Network Sequential(params Layer[] layers) => new Sequential(layers.ToValueList());

    /// <summary>A TorchSharp module of your own.</summary>
    /// <param name="name">What to call it in messages and manifests.</param>
    /// <param name="factory">Makes a fresh module [B, input shape] → [B, outputs]; called once for each training.</param>
    public static Network FromModule(string name, Func<NetworkContext, nn.Module<Tensor, Tensor>> factory) => new ModuleNetwork(name, factory);

    /// <summary>All layers including the head for this input and output, or null when the network is an opaque module.</summary>
    public abstract ValueList<Layer>? Layers(NetworkContext context);

    /// <summary>A fresh module on the context's device, its parameters drawn from the context's generator only.</summary>
    /// <exception cref="ArgumentException">The layers do not fit the input or each other; the message names the layer and both shapes.</exception>
    public virtual nn.Module<Tensor, Tensor> Build(NetworkContext context) => LayerStack.Build(
        Layers(context) ?? throw new InvalidOperationException($"{GetType().Name} has no layers and does not override Build."), context);
}
