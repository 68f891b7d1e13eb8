using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests;

/// <summary>Real data as typed rows.</summary>
internal static class DataSets
{
    /// <summary>A CSV of numbers with a header, from the samples that ship with the repository; the last column is the label.</summary>
    public static (float[] Features, float Label)[] Sample(string name) => [.. File.ReadLines(Path.Combine(TestData.RepositoryRoot, "samples", "data", name)).Skip(1).Select(line =>
    {
        var cells = line.Split(',').Select(Number).ToArray();
        return (cells[..^1], cells[^1]);
    })];

    /// <summary>Every fifth row after a seeded shuffle is for testing.</summary>
    public static (T[] Train, T[] Test) Split<T>(T[] rows, int seed)
    {
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        return ([.. shuffled.Where((_, i) => i % 5 != 0)], [.. shuffled.Where((_, i) => i % 5 == 0)]);
    }

    /// <summary>Fashion-MNIST's images as 784 numbers from 0 to 1 with their class.</summary>
    public static ClassRow[] Fashion(string prefix, int most = int.MaxValue)
    {
        var images = Unzip(TestData.Require("fashion-mnist", $"{prefix}-images-idx3-ubyte.gz"));
        var labels = Unzip(TestData.Require("fashion-mnist", $"{prefix}-labels-idx1-ubyte.gz"));
        return [.. Enumerable.Range(0, Math.Min(most, labels.Length - 8)).Select(i =>
        {
            var features = new float[784];
            for (var j = 0; j < 784; j++) features[j] = images[16 + i * 784 + j] / 255f;
            return new ClassRow { Features = features, Class = labels[8 + i].ToString(CultureInfo.InvariantCulture) };
        })];
    }

    private static float Number(string cell) => cell switch { "true" => 1, "false" => 0, _ => float.Parse(cell, CultureInfo.InvariantCulture) };

    private static byte[] Unzip(string path)
    {
        using var from = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
