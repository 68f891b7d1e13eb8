using MLNetGradExt.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Gradients;

/// <summary>A buffer of named parameters filled by rule, with gradients put in by hand.</summary>
internal static class Toy
{
    public static ParameterBuffer Buffer(ScalarType type, params (string Name, long[] Shape)[] parameters)
    {
        using var _ = no_grad();
        var buffer = ParameterBuffer.Bind(parameters.Select(p => (p.Name, new Parameter(zeros(p.Shape, type)))));
        for (var i = 0; i < parameters.Length; i++) Fill(buffer.ParameterViews[i], 0.7, i);
        for (var i = 0; i < parameters.Length; i++) Fill(buffer.GradientViews[i], 1.3, i);
        return buffer;
    }

    public static ParameterBuffer Small() => Buffer(ScalarType.Float32, ("a.weight", [6, 5]), ("a.bias", [6]), ("b.weight", [3, 2, 2, 2]), ("b.bias", [3]));

    /// <summary>A chain of layers of 8 units each, as a network's parameters.</summary>
    public static ParameterBuffer Chain(int layers) => Buffer(ScalarType.Float32,
        [.. Enumerable.Range(0, layers).SelectMany(i => new[] { ($"layers.{i}.weight", new long[] { 8, 8 }), ($"layers.{i}.bias", new long[] { 8 }) })]);

    public static void Fill(Tensor view, double frequency, double phase)
    {
        using var scope = NewDisposeScope();
        view.copy_(arange(view.NumberOfElements, view.dtype).mul(frequency).add(0.3 + phase).sin().view(view.shape));
    }
}
