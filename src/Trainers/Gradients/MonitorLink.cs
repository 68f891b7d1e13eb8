namespace MLNetGradExt.Gradients;

using MLNetGradExt.Checkpoints;

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

    public override void SaveState(IStateWriter writer) => writer.Write("every", _every);

    public override void LoadState(IStateReader reader) => _every = reader.ReadInt64("every");
}
