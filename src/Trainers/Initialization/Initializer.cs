using MLNetGradExt.Initialization;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>How a weight gets its first values, and its bias: zero unless a recipe says otherwise.</summary>
public abstract record Initializer
{
    /// <summary>By the activation that follows: He for ReLU and its smooth relatives, LeCun for SELU, Glorot for tanh, sigmoid, softmax and the head. Hidden biases are uniform on ± 1 / √fan-in, so that units differ even with one input column.</summary>
    public static Initializer Auto { get; } = new AutoInitializer();

    /// <summary>Normal with variance 2 / fan-in, which keeps the variance of pre-activations equal through ReLU layers (He et al., 2015).</summary>
    /// <param name="fanOut">Divide by fan-out instead, which keeps the gradients' variance.</param>
    /// <param name="truncated">Cut at two standard deviations with the variance kept, as Keras does.</param>
    public static Initializer HeNormal(bool fanOut = false, bool truncated = false) => new VarianceScaling(2, fanOut ? Fan.Out : Fan.In, truncated ? Draw.TruncatedNormal : Draw.Normal);

    /// <summary>Uniform with variance 2 / fan-in.</summary>
    /// <param name="fanOut">Divide by fan-out instead.</param>
    public static Initializer HeUniform(bool fanOut = false) => new VarianceScaling(2, fanOut ? Fan.Out : Fan.In, Draw.Uniform);

    /// <summary>Normal with variance 2·gain² / (fan-in + fan-out) (Glorot and Bengio, 2010).</summary>
    public static Initializer GlorotNormal(double gain = 1) => new VarianceScaling(gain * gain, Fan.Average, Draw.Normal);

    /// <summary>Uniform on ± gain·√(6 / (fan-in + fan-out)).</summary>
    public static Initializer GlorotUniform(double gain = 1) => new VarianceScaling(gain * gain, Fan.Average, Draw.Uniform);

    /// <summary>Normal with variance 1 / fan-in, for SELU.</summary>
    public static Initializer LecunNormal() => new VarianceScaling(1, Fan.In, Draw.Normal);

    /// <summary>A matrix with orthonormal rows or columns, times a gain (Saxe et al., 2014).</summary>
    public static Initializer Orthogonal(double gain = 1) => new OrthogonalInitializer(gain);

    /// <summary>Normal with a mean and a standard deviation, whatever the layer's size.</summary>
    public static Initializer RandomNormal(double mean = 0, double standardDeviation = 0.05) => new RandomNormalInitializer(mean, standardDeviation);

    /// <summary>Uniform between two bounds, whatever the layer's size.</summary>
    public static Initializer RandomUniform(double low = -0.05, double high = 0.05) => new RandomUniformInitializer(low, high);

    /// <summary>All zero. For a hidden weight this keeps every unit equal for ever; sound for biases and the last layer only.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>All one value.</summary>
    public static Initializer Constant(double value) => new ConstantInitializer(value);

    /// <summary>PyTorch's own for linear and convolutional layers: weights and biases uniform on ± 1 / √fan-in.</summary>
    public static Initializer TorchDefault { get; } = new TorchDefaultInitializer();

    /// <summary>Fills a weight in place. The caller has switched autograd off.</summary>
    /// <param name="weight">On the processor; the first dimension counts outputs.</param>
    /// <param name="context">Fans, what follows, and the generator.</param>
    public abstract void Fill(Tensor weight, InitializerContext context);

    /// <summary>Fills the weight's bias in place: zero unless overridden.</summary>
    public virtual void FillBias(Tensor bias, InitializerContext context) => bias.fill_(Zero);
}
