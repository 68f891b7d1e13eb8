using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests;

internal sealed class NumberRow
{
    public float[] Features { get; set; } = [];
    public float Label { get; set; }
    public float Weight { get; set; } = 1;
}

internal sealed class BooleanRow
{
    public float[] Features { get; set; } = [];
    public bool Label { get; set; }
}

internal sealed class ClassRow
{
    public float[] Features { get; set; } = [];
    public string Class { get; set; } = "";
}

internal sealed class Scored
{
    public float Score { get; set; }
}

internal sealed class BinaryScored
{
    public float Score { get; set; }
    public float Probability { get; set; }
    public bool PredictedLabel { get; set; }
}

internal sealed class ClassScored
{
    public float[] Score { get; set; } = [];
    public uint PredictedLabel { get; set; }
}

internal static class Rows
{
    /// <summary>A view whose feature vector has a known size, as the trainers need.</summary>
    public static IDataView View<TRow>(this MLContext ml, IEnumerable<TRow> rows, int features) where TRow : class
    {
        var definition = SchemaDefinition.Create(typeof(TRow));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return ml.Data.LoadFromEnumerable(rows, definition);
    }

    /// <summary>The schema of one row, for prediction engines.</summary>
    public static SchemaDefinition Definition<TRow>(int features)
    {
        var definition = SchemaDefinition.Create(typeof(TRow));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return definition;
    }

    /// <summary>y = 3 a − 2 b + 1 with a little noise, on two features.</summary>
    public static NumberRow[] Line(int count, int seed = 1, double noise = 0.01)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float a = (float)(random.NextDouble() * 2 - 1), b = (float)(random.NextDouble() * 2 - 1);
            return new NumberRow { Features = [a, b], Label = (float)(3 * a - 2 * b + 1 + noise * (random.NextDouble() - 0.5)) };
        })];
    }

    /// <summary>Whether a + b is positive.</summary>
    public static BooleanRow[] Halves(int count, int seed = 2) => [.. Line(count, seed).Select(r => new BooleanRow { Features = r.Features, Label = r.Features[0] + r.Features[1] > 0 })];

    /// <summary>Three blobs named red, green and blue.</summary>
    public static ClassRow[] Blobs(int count, int seed = 3)
    {
        var random = new Random(seed);
        string[] names = ["red", "green", "blue"];
        (float X, float Y)[] centres = [(0, 2), (2, -1), (-2, -1)];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (x, y) = centres[i % 3];
            return new ClassRow { Features = [x + (float)random.NextDouble() - 0.5f, y + (float)random.NextDouble() - 0.5f], Class = names[i % 3] };
        })];
    }

    /// <summary>Options for a quick, repeatable run on the processor.</summary>
    public static TrainingOptions Quick(int epochs = 20, int seed = 7) => new() { Epochs = epochs, BatchSize = 32, Seed = seed, Device = Device.Cpu, Optimizer = Optimizer.Adam(0.02) };
}
