using System.Runtime.CompilerServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests;

/// <summary>core.json: what PyTorch computes, written by core.py beside it.</summary>
internal static class GoldenCore
{
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "core.json"))).RootElement;

    public static float[] Floats(this JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetSingle())];

    public static long[] Longs(this JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetInt64())];

    public static float[] Values(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(CPU).to_type(ScalarType.Float32).contiguous().view(-1).data<float>().ToArray();
    }

    /// <summary>Equal bit for bit.</summary>
    public static bool Same(this Tensor a, Tensor b) => a.Values().AsSpan().SequenceEqual(b.Values());

    /// <summary>The rule by which core.py fills parameters.</summary>
    public static void FillByRule(nn.Module module)
    {
        using var _ = no_grad();
        foreach (var (_, p) in module.named_parameters())
        {
            using var scope = NewDisposeScope();
            p.copy_(arange(p.numel(), ScalarType.Float32).mul(0.7).add(0.3).sin().mul(0.5).view(p.shape));
        }
    }

    public static void Near(float[] expected, float[] actual, double tolerance = 2e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"element {i}: expected {expected[i]}, found {actual[i]}");
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
