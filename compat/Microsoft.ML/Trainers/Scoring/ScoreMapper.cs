namespace Microsoft.ML.Data;

/// <summary>Score columns made of one feature column.</summary>
internal sealed class ScoreMapper : RowMapper
{
    private readonly DataViewSchema.Column _features;
    private readonly ScoreColumn[] _columns;

    public ScoreMapper(DataViewSchema inputSchema, DataViewSchema.Column features, ScoreColumn[] columns) : base(inputSchema)
    {
        _features = features;
        _columns = columns;
    }

    public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        var any = Enumerable.Range(0, _columns.Length).Any(activeOutput);
        return column => any && column == _features.Index;
    }

    protected override DataViewSchema.DetachedColumn[] MakeOutputColumns() =>
        _columns.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type, column.Annotations)).ToArray();

    protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        return _columns[output].Getter(input.GetGetter<VBuffer<float>>(_features));
    }
}

/// <summary>One score column: what it is, and how its getter is made of a getter of the features.</summary>
internal sealed record ScoreColumn(string Name, DataViewType Type, DataViewSchema.Annotations Annotations, Func<ValueGetter<VBuffer<float>>, Delegate> Getter);
