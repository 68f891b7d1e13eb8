using System.Runtime.InteropServices;
using MLNetGradExt.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Optimizers;

/// <summary>A function of two scalar parameters x and y, with its gradient written straight into the buffer: quick enough for thousands of steps.</summary>
internal sealed class Landscape : IDisposable
{
    private readonly Func<double, double, (double Value, double X, double Y)> _function;

    private readonly int _second;

    private Landscape(Func<double, double, (double Value, double X, double Y)> function, double x, double y, bool together)
    {
        _function = function;
        _second = together ? 1 : ParameterBuffer.BlockSize;
        Buffer = ParameterBuffer.Bind(together
            ? [("xy", new Parameter(tensor([(float)x, (float)y])))]
            : [("x", new Parameter(tensor([(float)x]))), ("y", new Parameter(tensor([(float)y])))]);
    }

    public ParameterBuffer Buffer { get; }

    public static Landscape Parabola() => new((x, y) => (x * x + 4 * y * y, 2 * x, 8 * y), 3, -2, together: false);

    /// <summary>Rosenbrock's valley, both coordinates in one parameter: LARS and LAMB step in proportion to a parameter's norm and cannot lead a single number through zero.</summary>
    public static Landscape Rosenbrock() => new(
        (x, y) => ((1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x), -2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)), -0.5, 1, together: true);

    public double Value => _function(Values[0], Values[_second]).Value;

    /// <summary>Puts the gradient of the present position into the buffer.</summary>
    public void Backward()
    {
        var (_, x, y) = _function(Values[0], Values[_second]);
        var gradients = MemoryMarshal.Cast<byte, float>(Buffer.Gradients.bytes);
        (gradients[0], gradients[_second]) = ((float)x, (float)y);
    }

    public void Dispose() => Buffer.Dispose();

    private ReadOnlySpan<float> Values => MemoryMarshal.Cast<byte, float>(Buffer.Values.bytes);
}
