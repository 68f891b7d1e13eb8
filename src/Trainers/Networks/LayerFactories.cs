using MLNetGradExt.Networks;

namespace MLNetGradExt;

// The layers one can name; each record's own page says what it computes.
public abstract partial record Layer
{
    /// <inheritdoc cref="LinearLayer"/>
    public static Layer Linear(int units, bool bias = true, Initializer? initializer = null) => new LinearLayer(units, bias, initializer ?? Initializer.Auto);

    /// <inheritdoc cref="ActivationLayer"/>
    public static Layer Activation(Activation activation) => new ActivationLayer(activation);

    /// <inheritdoc cref="DropoutLayer"/>
    public static Layer Dropout(double probability) => new DropoutLayer(probability);

    /// <inheritdoc cref="SpatialDropoutLayer"/>
    public static Layer SpatialDropout1d(double probability) => new SpatialDropoutLayer(probability);

    /// <inheritdoc cref="BatchNormLayer"/>
    public static Layer BatchNorm(double momentum = 0.1, double epsilon = 1e-5) => new BatchNormLayer(momentum, epsilon);

    /// <inheritdoc cref="LayerNormLayer"/>
    public static Layer LayerNorm(double epsilon = 1e-5) => new LayerNormLayer(epsilon);

    /// <inheritdoc cref="GroupNormLayer"/>
    public static Layer GroupNorm(int groups, double epsilon = 1e-5) => new GroupNormLayer(groups, epsilon);

    /// <summary>x + body(x).</summary>
    public static Layer Residual(params Layer[] body) => new ResidualLayer(body.ToValueList());

    /// <summary>shortcut(x) + body(x), with the body skipped for a share of rows in training (stochastic depth; Huang et al., 2016).</summary>
    public static Layer Residual(ValueList<Layer> body, ValueList<Layer>? shortcut = null, double stochasticDepth = 0) => new ResidualLayer(body) { Shortcut = shortcut ?? [], StochasticDepth = stochasticDepth };

    /// <inheritdoc cref="FlattenLayer"/>
    public static Layer Flatten() => new FlattenLayer();

    /// <inheritdoc cref="ReshapeLayer"/>
    public static Layer Reshape(params long[] shape) => new ReshapeLayer(shape.ToValueList());

    /// <inheritdoc cref="EmbeddingLayer"/>
    public static Layer Embedding(int count, int dimension, Initializer? initializer = null) => new EmbeddingLayer(count, dimension, initializer ?? Initializer.RandomNormal(0, 1));

    /// <inheritdoc cref="Conv2dLayer"/>
    public static Layer Conv2d(int channels, int kernel, int stride = 1, int padding = 0, bool bias = true, Initializer? initializer = null) => new Conv2dLayer(channels, kernel, stride, padding, bias, initializer ?? Initializer.Auto);

    /// <inheritdoc cref="MaxPool2dLayer"/>
    public static Layer MaxPool2d(int kernel, int? stride = null, int padding = 0) => new MaxPool2dLayer(kernel, stride ?? kernel, padding);

    /// <inheritdoc cref="GlobalAveragePoolLayer"/>
    public static Layer GlobalAveragePool() => new GlobalAveragePoolLayer();
}
