using MLNetGradExt.Networks;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>One layer with K sets of parameters.</summary>
internal abstract class BatchedLayer
{
    /// <summary>[K or 1, inputs, B] → [K or 1, outputs, B].</summary>
    public abstract Tensor Apply(Tensor population, Tensor input);

    /// <summary>The same for one candidate on vectors of rows, for so many inputs; null where there is no such form.</summary>
    public virtual FusedForm? Fused(long units) => null;
}

/// <summary>A layer's fused form.</summary>
/// <param name="Step">What it does.</param>
/// <param name="Units">How many units come out.</param>
/// <param name="InPlace">Whether the result may go where the input is.</param>
internal sealed record FusedForm(FusedStep Step, long Units, bool InPlace = true);

/// <summary>Finds the batched form of layers.</summary>
internal static class BatchedLayers
{
    public static BatchedLayer[]? Of(ValueList<Layer> layers, string prefix, ParameterVector parameters, ValueList<long> input, ref long width)
    {
        var (compiled, shape) = (new List<BatchedLayer>(), input);
        for (var i = 0; i < layers.Count; i++)
        {
            var path = LayerPath.Of(prefix, i);
            var output = layers[i].OutputShape(shape, path);
            // A row must be a vector wherever something is computed; what comes in may have any shape, because it is flattened first.
            if (layers[i] is not (FlattenLayer or ReshapeLayer) && shape.Count != 1) return null;
            if (output.Count != 1) return null;
            ParameterStretch? Own(string name) => parameters.Find($"{path}.{name}");
            switch (layers[i])
            {
                case FlattenLayer or ReshapeLayer or DropoutLayer:
                    break;
                case LinearLayer linear when Own("weight") is { } weight && linear.Bias == Own("bias") is not null:
                    compiled.Add(new BatchedLinear(weight, Own("bias")));
                    break;
                case ActivationLayer activation:
                    compiled.Add(new BatchedActivation(activation.Function, compiled.LastOrDefault() is BatchedLinear));
                    break;
                case LayerNormLayer norm when Own("weight") is { } gain && Own("bias") is { } shift:
                    compiled.Add(new BatchedLayerNorm(gain, shift, norm.Epsilon));
                    break;
                case BatchNormLayer norm when Own("weight") is { } gain && Own("bias") is { } shift:
                    compiled.Add(new BatchedScaling(gain, shift, 1 / Math.Sqrt(1 + norm.Epsilon)));
                    break;
                case ResidualLayer residual:
                    var body = Of(residual.Body, path + ".body", parameters, shape, ref width);
                    var shortcut = Of(residual.Shortcut, path + ".shortcut", parameters, shape, ref width);
                    if (body is null || shortcut is null) return null;
                    compiled.Add(new BatchedResidual(body, shortcut));
                    break;
                default:
                    return null;
            }
            shape = output;
            width = Math.Max(width, shape[0]);
        }
        return [.. compiled];
    }
}

/// <summary>W·x + b.</summary>
internal sealed class BatchedLinear(ParameterStretch weight, ParameterStretch? bias) : BatchedLayer
{
    public override Tensor Apply(Tensor population, Tensor input)
    {
        var (candidates, units, inputs) = (population.size(0), weight.Shape[0], weight.Shape[1]);
        var weights = weight.Of(population);   // [K, units, inputs]
        // One product for all candidates, but with gradients not: writing into a view of its result makes backward copy all of it.
        var output = input.size(0) == 1 && !population.requires_grad
            ? weights.reshape(candidates * units, inputs).mm(input[0]).view(candidates, units, -1)
            : weights.bmm(input.expand(candidates, inputs, input.size(2)));
        return bias is null ? output : output.add_(bias.Column(population), One);
    }

    public override FusedForm Fused(long units) => new(new FusedLinear(weight, bias), weight.Shape[0], InPlace: false);
}

/// <summary>An elementwise function, or softmax over the units.</summary>
internal sealed class BatchedActivation(Activation function, bool inPlace) : BatchedLayer
{
    // In place where the linear layer before has just made its output: nobody else holds it, and its backward does not need it.
    public override Tensor Apply(Tensor population, Tensor input) => (function, inPlace) switch
    {
        (Activation.Tanh, true) => input.tanh_(),
        (Activation.Relu, true) => input.relu_(),
        (Activation.Sigmoid, true) => input.sigmoid_(),
        (Activation.Softmax, _) => input.softmax(1),
        _ => ActivationModule.Apply(function, input),
    };

    public override FusedForm? Fused(long units) => ElementFunctions.Of(function, units) is { } step ? new FusedForm(step, units) : null;
}

/// <summary>Normalises each row over its units.</summary>
internal sealed class BatchedLayerNorm(ParameterStretch gain, ParameterStretch shift, double epsilon) : BatchedLayer
{
    public override Tensor Apply(Tensor population, Tensor input)
    {
        var centred = input.sub(input.mean([1L], keepdim: true));
        var variance = centred.pow(Two).mean([1L], keepdim: true);
        return centred.mul(variance.add(Held(epsilon), One).rsqrt()).mul(gain.Column(population)).add(shift.Column(population), One);
    }

    public override FusedForm Fused(long units) => new(new FusedLayerNorm(gain, shift, epsilon), units);
}

/// <summary>Batch normalisation with its running statistics as they start, mean 0 and variance 1: what an annealed network is scored with.</summary>
internal sealed class BatchedScaling(ParameterStretch gain, ParameterStretch shift, double factor) : BatchedLayer
{
    public override Tensor Apply(Tensor population, Tensor input) => input.mul(gain.Column(population).mul(Held(factor))).add(shift.Column(population), One);

    public override FusedForm Fused(long units) => new(new FusedScaling(gain, shift, factor), units);
}

/// <summary>shortcut(x) + body(x).</summary>
internal sealed class BatchedResidual(BatchedLayer[] body, BatchedLayer[] shortcut) : BatchedLayer
{
    public BatchedLayer[] Body => body;

    public BatchedLayer[] Shortcut => shortcut;

    public override Tensor Apply(Tensor population, Tensor input)
    {
        var (bent, straight) = (input, input);
        foreach (var layer in body) bent = layer.Apply(population, bent);
        foreach (var layer in shortcut) straight = layer.Apply(population, straight);
        return straight.add(bent, One);
    }
}
