using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>
/// The recipe of one layer. A layer of your own overrides <see cref="OutputShape"/>, which checks what arrives,
/// and <see cref="Create"/>, which makes the module.
/// </summary>
public abstract partial record Layer
{
    /// <summary>The shape of one row that leaves the layer.</summary>
    /// <param name="input">The shape of one row that arrives, without the batch dimension.</param>
    /// <param name="path">Where the layer stands, for errors.</param>
    /// <exception cref="ArgumentException">The layer cannot take this shape.</exception>
    public abstract ValueList<long> OutputShape(ValueList<long> input, string path);

    /// <summary>Checks the shape that arrives and makes the module.</summary>
    public BuiltLayer Build(LayerContext context)
    {
        var output = OutputShape(context.InputShape, context.Path);
        return new BuiltLayer(Create(context), output);
    }

    /// <summary>Whether the layer leaves open what its input runs into: dropout, normalisation and reshaping do, so that <see cref="Initializer.Auto"/> looks behind them for the activation.</summary>
    protected internal virtual bool PassesThrough => false;

    /// <summary>Makes a fresh module for a shape that was checked; parameters come from the context's generator only and live on its device.</summary>
    protected abstract nn.Module<Tensor, Tensor> Create(LayerContext context);

    /// <summary>The error of a shape or number that does not fit.</summary>
    protected ArgumentException Misfit(string path, string message) => new($"Layer {path} ({GetType().Name}) {message}");

    /// <summary>The error of an input of the wrong rank.</summary>
    protected ArgumentException Misfit(string path, string expected, ValueList<long> found) => Misfit(path, $"expects an input of shape {expected} for each row, but finds {found}.");
}
