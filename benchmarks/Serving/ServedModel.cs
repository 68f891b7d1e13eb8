using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Benchmarks.Serving;

/// <summary>A way in which threads use one transformer.</summary>
internal enum Use
{
    /// <summary>Each thread has a prediction engine of its own.</summary>
    Engine,

    /// <summary>Threads rent an engine for each row and give it back, as PredictionEnginePool does.</summary>
    Pool,

    /// <summary>Each thread transforms batches of rows.</summary>
    Batch,
}

/// <summary>One transformer, the rows to score with it, and the scores that one thread got.</summary>
internal sealed class ServedModel
{
    public const int Rows = 1024;
    private const int Width = 30;

    private readonly MLContext _ml;
    private readonly ITransformer _model;
    private readonly IDataView _view;
    private readonly Row[] _rows;
    private readonly float[] _single, _batch;
    private readonly ConcurrentQueue<PredictionEngine<Row, Scored>> _engines = new();

    public ServedModel(MLContext ml, ITransformer model, IDataView view, Row[] rows)
    {
        (_ml, _model, _view, _rows) = (ml, model, view, rows);
        using var engine = Engine();
        _single = [.. rows.Select(row => engine.Predict(row).Probability)];
        _batch = [.. model.Transform(view).GetColumn<float>("Probability")];
    }

    public static (IDataView View, Row[] Rows) Data(MLContext ml)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, Rows).Select(_ =>
        {
            var features = Enumerable.Range(0, Width).Select(_ => random.NextSingle() * 2 - 1).ToArray();
            return new Row { Features = features, Label = features[0] + features[1] > 0 };
        }).ToArray();
        return (ml.Data.LoadFromEnumerable(rows), rows);
    }

    /// <summary>Scores until the time is over, checking every score.</summary>
    /// <returns>Whether every score was, bit for bit, the one that one thread got.</returns>
    public bool Work(Use use, int thread, Func<bool> goesOn, Latencies latencies)
    {
        using var own = use == Use.Engine ? Engine() : null;
        var same = true;
        for (var i = thread * 61; goesOn(); i++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            if (use == Use.Batch) same &= SameBatch();
            else same &= Same(own, i % Rows);
            latencies.Add(System.Diagnostics.Stopwatch.GetTimestamp() - start);
        }
        return same;
    }

    private bool Same(PredictionEngine<Row, Scored>? own, int row)
    {
        if (own is not null) return own.Predict(_rows[row]).Probability == _single[row];
        var rented = _engines.TryDequeue(out var idle) ? idle : Engine();
        var same = rented.Predict(_rows[row]).Probability == _single[row];
        _engines.Enqueue(rented);
        return same;
    }

    private bool SameBatch() => _model.Transform(_view).GetColumn<float>("Probability").SequenceEqual(_batch);

    private PredictionEngine<Row, Scored> Engine() => _ml.Model.CreatePredictionEngine<Row, Scored>(_model);

    internal sealed class Row
    {
        [VectorType(Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    internal sealed class Scored
    {
        public float Probability { get; set; }
    }
}
