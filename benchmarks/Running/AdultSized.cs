using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Benchmarks.Running;

/// <summary>32,561 rows of 100 features and a binary label: the size of the Adult set after its categories became indicators.</summary>
internal sealed class AdultSized : IDisposable
{
    public const int Rows = 32_561, Columns = 100;

    private readonly string _path = Path.GetTempFileName();

    public AdultSized(MLContext ml)
    {
        var random = new Random(1);
        var direction = Enumerable.Range(0, Columns).Select(_ => random.NextDouble() - 0.5).ToArray();
        var examples = new Example[Rows];
        for (var row = 0; row < Rows; row++)
        {
            // Twelve measured columns, the rest indicators, as in Adult.
            var features = Enumerable.Range(0, Columns).Select(column => column < 12 ? (float)(random.NextDouble() * 2 - 1) : random.Next(10) == 0 ? 1f : 0f).ToArray();
            examples[row] = new Example { Features = features, Label = features.Zip(direction, (x, w) => x * w).Sum() + random.NextDouble() - 0.5 > 0 };
        }
        View = ml.Data.Cache(ml.Data.LoadFromEnumerable(examples));
        using var file = File.Create(_path);
        foreach (var example in examples)
        {
            file.Write(MemoryMarshal.AsBytes(example.Features.AsSpan()));
            file.Write(MemoryMarshal.AsBytes<float>([example.Label ? 1f : 0f]));
        }
    }

    public IDataView View { get; }

    /// <summary>The arguments that every Python script begins with: file, rows, columns.</summary>
    public IEnumerable<string> ForPython => [_path, $"{Rows}", $"{Columns}"];

    public void Dispose() => File.Delete(_path);

    private sealed class Example
    {
        [VectorType(Columns)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
