namespace MLNetGradExt.Gradients;

using MLNetGradExt.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>A <see cref="Monitor"/> at work.</summary>
internal sealed class MonitorLink(Monitor recipe) : GradientLink
{
    private readonly List<GradientRecord> _records = [];
    private long _every = recipe.Every;

    public string Name => recipe.Name;

    public IReadOnlyList<GradientRecord> Records => _records;

    public override bool KeepsStatistics => true;

    public override void Apply(GradientStep step)
    {
        if (step.Step % _every != 0) return;
        var statistics = step.Statistics;
        _records.Add(new GradientRecord(step.Step, [.. statistics.GradientNorms], [.. statistics.ParameterNorms]));
        if (_records.Count < Monitor.Capacity) return;
        _every *= 2;
        _records.RemoveAll(record => record.Step % _every != 0);
    }

    public override void SaveState(IStateWriter writer)
    {
        writer.Write("every", _every);
        using var scope = NewDisposeScope();
        // A row for each record: the step, then the norms of gradients and of parameters.
        double[] rows = [.. _records.SelectMany(r => r.GradientNorms.Concat(r.ParameterNorms).Prepend(r.Step))];
        writer.Write("records", tensor(rows, dtype: ScalarType.Float64).view(_records.Count, _records.Count == 0 ? 1 : rows.Length / _records.Count));
    }

    public override void LoadState(IStateReader reader)
    {
        _every = reader.ReadInt64("every");
        using var scope = NewDisposeScope();
        var rows = reader.ReadTensor("records");
        if (_every < 1 || rows.dtype != ScalarType.Float64 || rows.ndim != 2 || rows.size(1) % 2 != 1) throw new InvalidDataException("The records of a gradient monitor are damaged.");
        _records.Clear();
        if (rows.numel() == 0) return;
        var (numbers, width) = (rows.data<double>().ToArray(), (int)rows.size(1));
        for (var at = 0; at < numbers.Length; at += width)
        {
            var norms = numbers.AsSpan(at + 1, width - 1);
            _records.Add(new GradientRecord((long)numbers[at], [.. norms[..(norms.Length / 2)]], [.. norms[(norms.Length / 2)..]]));
        }
    }
}
