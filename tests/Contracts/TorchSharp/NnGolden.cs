using System.Text.Json;
using MLNetGradExt.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>What PyTorch computed (nn_golden.py, nn_golden.json), and the waves that it computed it from.</summary>
internal static class NnGolden
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "tests", "Contracts", "TorchSharp", "nn_golden.json"))).RootElement;

    public static JsonElement Case(string section, string name) => Root.GetProperty(section).GetProperty(name);

    public static float[] Numbers(JsonElement element) => element.EnumerateArray().Select(e => e.GetSingle()).ToArray();

    public static Tensor Wave(long[] shape, double phase, double scale = 1)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return tensor(Enumerable.Range(0, (int)count).Select(i => (float)(scale * Math.Sin(0.37 * i + phase))).ToArray()).reshape(shape);
    }

    public static void Fill(nn.Module module)
    {
        using var none = no_grad();
        var i = 0;
        foreach (var parameter in module.parameters()) parameter.copy_(Wave(parameter.shape, ++i, 0.5));
    }

    public static void Near(float[] expected, Tensor actual, float tolerance = 2e-5f)
    {
        var values = actual.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"element {i}: expected {expected[i]}, got {values[i]}");
    }
}
