using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>
/// All parameters of a network in one flat tensor, and all their gradients in another.
/// Each parameter becomes a view into <see cref="Values"/> and its gradient a view into <see cref="Gradients"/>,
/// so a whole optimizer update, clip or norm is a handful of tensor operations however many layers the network has.
/// Every parameter begins on a block of <see cref="BlockSize"/> elements, so that norms for each tensor are sums over
/// <c>Gradients.view(-1, 64)</c>; the padding between parameters is zero and must stay so.
/// </summary>
public sealed partial class ParameterBuffer : IDisposable
{
    /// <summary>Elements of a block: each parameter starts on one.</summary>
    public const int BlockSize = 64;

    private readonly Parameter[] _parameters;
    private readonly Tensor[] _parameterViews, _gradientViews;
    private bool _disposed;

    private ParameterBuffer(Parameter[] parameters, ParameterSlice[] slices, Tensor values, Tensor gradients)
    {
        _parameters = parameters;
        Slices = slices;
        Values = values;
        Gradients = gradients;
        _parameterViews = new Tensor[slices.Length];
        _gradientViews = new Tensor[slices.Length];
    }

    /// <summary>The parameters' values: one dimension, a multiple of <see cref="BlockSize"/> elements.</summary>
    public Tensor Values { get; }

    /// <summary>The parameters' gradients, laid out as <see cref="Values"/>. <c>backward</c> adds into it; see <see cref="ZeroGradients"/>.</summary>
    public Tensor Gradients { get; }

    /// <summary>Where each parameter lies.</summary>
    public IReadOnlyList<ParameterSlice> Slices { get; }

    /// <summary>Each parameter's values in its own shape, as views of <see cref="Values"/>, without autograd history.</summary>
    public IReadOnlyList<Tensor> ParameterViews => _parameterViews;

    /// <summary>Each parameter's gradient in its own shape, as views of <see cref="Gradients"/>.</summary>
    public IReadOnlyList<Tensor> GradientViews => _gradientViews;

    /// <summary>Moves parameters, which keep their values and stay leaves of the autograd graph, into a fresh buffer.</summary>
    /// <param name="parameters">Names and parameters of one element type on one device; a parameter listed twice counts once.</param>
    /// <exception cref="ArgumentException">There is no parameter, or they differ in type or device.</exception>
    public static ParameterBuffer Bind(IEnumerable<(string Name, Parameter Parameter)> parameters)
    {
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        var named = parameters.Where(p => seen.Add(p.Parameter)).ToArray();
        if (named.Length == 0) throw new ArgumentException("There is no parameter to train: the network has none, or all are frozen.", nameof(parameters));
        var (type, device) = (named[0].Parameter.dtype, named[0].Parameter.device);
        foreach (var (name, parameter) in named)
            if (parameter.dtype != type || parameter.device.type != device.type || parameter.device.index != device.index)
                throw new ArgumentException($"Parameter {name} is {parameter.dtype} on {parameter.device}, but {named[0].Name} is {type} on {device}: a buffer holds one type on one device.", nameof(parameters));

        var slices = ParameterLayout.Of(named);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var values = zeros(slices[^1].End, type, device).DetachFromDisposeScope();
        var gradients = zeros(slices[^1].End, type, device).DetachFromDisposeScope();
        var buffer = new ParameterBuffer([.. named.Select(p => p.Parameter)], slices, values, gradients);
        for (var i = 0; i < slices.Length; i++) buffer.Adopt(i);
        return buffer;
    }

    /// <summary>Sets every gradient to zero in one operation.</summary>
    public void ZeroGradients() => Gradients.fill_(Numbers.Zero);

    /// <summary>Releases the buffer's own tensors. The parameters keep their values and have no gradient any more.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (var parameter in _parameters)
            if (!parameter.IsInvalid) parameter.grad = null;
        foreach (var view in _parameterViews) view.Dispose();
        foreach (var view in _gradientViews) view.Dispose();
        Values.Dispose();
        Gradients.Dispose();
    }

    private void Adopt(int index)
    {
        var slice = Slices[index];
        var shape = slice.Shape.ToArray();
        var parameter = _parameters[index];
        var value = Values.narrow(0, slice.Offset, slice.Length).view(shape).DetachFromDisposeScope();
        var gradient = Gradients.narrow(0, slice.Offset, slice.Length).view(shape).DetachFromDisposeScope();
        value.copy_(parameter);
        parameter.set_(value);
        parameter.grad = gradient;
        (_parameterViews[index], _gradientViews[index]) = (value, gradient);
    }
}
