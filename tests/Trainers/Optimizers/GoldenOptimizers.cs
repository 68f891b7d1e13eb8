using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MLNetGradExt.Trainers.Tests;

/// <summary>optimizers.json: what PyTorch and the papers' formulas compute, written by Golden/optimizers.py.</summary>
internal static class GoldenOptimizers
{
    public static JsonElement Root { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "..", "Golden", "optimizers.json"))).RootElement;

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetDouble())];

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
