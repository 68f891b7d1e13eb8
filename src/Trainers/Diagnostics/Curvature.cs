using MLNetGradExt.Training;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>
/// The curvature of the loss at the present weights, from Hessian-vector products; no second derivative is ever formed.
/// A product is a central difference of gradients, Hv ≈ (∇L(θ + εv) − ∇L(θ − εv)) / 2ε with ‖εv‖ a thousandth of ‖θ‖: five backward passes and
/// O(parameters) memory in all. It works for every operation that has a gradient, where differentiating twice does not.
/// </summary>
/// <param name="Trace">Hutchinson's estimate of the Hessian's trace, vᵀHv with one v of random signs: right on average, exact when the Hessian is diagonal.</param>
/// <param name="AlongGradient">gᵀHg / gᵀg with the gradient g: plain gradient descent goes uphill along g when its learning rate passes 2 over this.</param>
public sealed record Curvature(double Trace, double AlongGradient)
{
    private const double RelativeStep = 1e-3;

    /// <summary>
    /// Measures it and leaves everything as it was, bit for bit: parameters, gradients, running statistics and random generators.
    /// All passes see the same random masks.
    /// </summary>
    /// <param name="network">The network, in the mode that is to be judged.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="loss">Makes a forward pass over one batch and returns the mean loss.</param>
    /// <param name="seed">Draws v.</param>
    /// <returns>The curvature; null where a gradient is zero or not finite.</returns>
    public static Curvature? Measure(nn.Module network, ParameterBuffer parameters, Func<Tensor> loss, ulong seed = 0)
    {
        using var scope = NewDisposeScope();
        using var undisturbed = new Undisturbed(network, parameters);

        Tensor Gradient(Tensor? direction, double step)
        {
            undisturbed.Rewind();
            if (direction is not null)
            {
                using var _ = no_grad();
                parameters.Values.add_(direction, Held(step));
            }

            parameters.ZeroGradients();
            loss().backward();
            return parameters.Gradients.to(ScalarType.Float64, copy: true);
        }

        var weights = Norm(undisturbed.Values);
        // vᵀHv, and what v is measured with.
        double Along(Tensor v)
        {
            var step = RelativeStep * Math.Max(1, weights) / Norm(v);
            var difference = Gradient(v, step).sub_(Gradient(v, -step));
            return difference.dot(v.to(ScalarType.Float64)).Read() / (2 * step);
        }

        var g = Gradient(null, 0);
        var norm = Norm(g);
        if (norm == 0 || !double.IsFinite(norm)) return null;
        using var generator = new Generator(seed, parameters.Values.device);
        var signs = empty_like(parameters.Values).bernoulli_(0.5, generator).mul_(Two).sub_(One);
        var curvature = new Curvature(Along(signs), Along(g.div(Held(norm)).to(parameters.Values.dtype)));
        return double.IsFinite(curvature.Trace) && double.IsFinite(curvature.AlongGradient) ? curvature : null;
    }

    private static double Norm(Tensor x) => x.to(ScalarType.Float64).norm().Read();
}
