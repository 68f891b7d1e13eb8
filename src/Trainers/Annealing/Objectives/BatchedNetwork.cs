using MLNetGradExt.Networks;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// The forward pass of one network with K sets of parameters at once. Activations are [K, units, rows]: the first linear layer is a single
/// matrix product of all candidates' stacked weights with the shared rows, the others are batched products, so the number of tensor
/// operations does not depend on K.
/// </summary>
/// <remarks>
/// It covers networks over vectors of linear layers, activations, dropout (which annealing leaves out), layer and batch normalisation
/// and residual blocks; other layers have no batched form, and such a network is evaluated one candidate at a time.
/// </remarks>
internal sealed class BatchedNetwork
{
    private readonly BatchedLayer[] _layers;

    private BatchedNetwork(BatchedLayer[] layers) => _layers = layers;

    /// <summary>The units of the widest layer: what a row of a candidate takes of memory.</summary>
    public long Width { get; private init; }

    /// <summary>The batched form of a network's layers, or null where a layer has none.</summary>
    public static BatchedNetwork? Of(ValueList<Layer>? layers, ParameterVector parameters, ValueList<long> inputShape)
    {
        if (layers is null) return null;
        var width = Shapes.Elements(inputShape);
        var compiled = BatchedLayers.Of(layers, "", parameters, inputShape, ref width);
        return compiled is null ? null : new BatchedNetwork(compiled) { Width = width };
    }

    /// <summary>The same network for the processor's vector registers, or null where a layer has no such form.</summary>
    public FusedNetwork? Fuse(long dimension, ValueList<long> inputShape) => FusedNetwork.Of(_layers, dimension, Shapes.Elements(inputShape));

    /// <summary>[K, D] parameters and rows [B, ..] to outputs [K, outputs, B].</summary>
    public Tensor Forward(Tensor population, Tensor rows)
    {
        // [1, inputs, B]: one for all candidates until the first layer with parameters.
        var current = rows.flatten(1).t().contiguous().unsqueeze(0);
        foreach (var layer in _layers) current = layer.Apply(population, current);
        return current.size(0) == population.size(0) ? current : current.expand(population.size(0), -1, -1);
    }
}
