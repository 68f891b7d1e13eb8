using MLNetGradExt.Networks;

namespace MLNetGradExt;

/// <summary>
/// Fully connected hidden layers, each linear → normalisation → activation → dropout, then the linear head.
/// Vary it by <c>with</c> or the <c>With…</c> methods.
/// </summary>
/// <param name="Hidden">The width of each hidden layer, input side first.</param>
public sealed record Mlp(ValueList<int> Hidden) : Network
{
    /// <summary>The activation of hidden layers.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The share of hidden values set to zero in training.</summary>
    public double Dropout { get; init; }

    /// <summary>What normalises hidden layers.</summary>
    public Normalization Normalization { get; init; }

    /// <summary>Whether a hidden layer as wide as its input adds its input to its output.</summary>
    public bool Residual { get; init; }

    /// <summary>How weights start.</summary>
    public Initializer Initializer { get; init; } = Initializer.Auto;

    /// <summary>With another activation.</summary>
    public Mlp WithActivation(Activation activation) => this with { Activation = activation };

    /// <summary>With dropout behind every hidden layer.</summary>
    public Mlp WithDropout(double probability) => this with { Dropout = probability };

    /// <summary>With hidden layers normalised.</summary>
    public Mlp WithNormalization(Normalization normalization) => this with { Normalization = normalization };

    /// <summary>With residual connections around hidden layers of equal width.</summary>
    public Mlp WithResidual(bool residual = true) => this with { Residual = residual };

    /// <summary>With another start for the weights.</summary>
    public Mlp WithInitializer(Initializer initializer) => this with { Initializer = initializer };

    /// <inheritdoc/>
    public override ValueList<Layer>? Layers(NetworkContext context)
    {
        var layers = new List<Layer>();
        if (context.InputShape.Count != 1) layers.Add(Layer.Flatten());
        var width = Shapes.Elements(context.InputShape);
        foreach (var units in Hidden)
        {
            if (Residual && units == width) layers.Add(Layer.Residual(Block(units)));
            else layers.AddRange(Block(units));
            width = units;
        }
        layers.Add(Layer.Linear(context.OutputSize, initializer: Initializer));
        return [.. layers];
    }

    private Layer[] Block(int units)
    {
        // Batch normalisation takes the mean away, and a bias with it.
        List<Layer> block = [Layer.Linear(units, bias: Normalization != Normalization.Batch, Initializer)];
        if (Normalization == Normalization.Batch) block.Add(Layer.BatchNorm());
        if (Normalization == Normalization.Layer) block.Add(Layer.LayerNorm());
        block.Add(Layer.Activation(Activation));
        if (Dropout != 0) block.Add(Layer.Dropout(Dropout));
        return [.. block];
    }
}
