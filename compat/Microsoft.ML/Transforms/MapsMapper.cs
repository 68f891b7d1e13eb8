namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Column maps bound to a schema: the row mapper of nearly every stock stage.</summary>
internal sealed class MapsMapper : RowMapper
{
    private readonly IReadOnlyList<ColumnMap> _maps;

    public MapsMapper(DataViewSchema inputSchema, IReadOnlyList<ColumnMap> maps) : base(inputSchema)
    {
        _maps = maps;
        _ = OutputColumns;
    }

    public static (string, string)[] Pairs(IReadOnlyList<ColumnMap1> maps) => maps.Select(map => (map.Output, map.Input)).ToArray();

    public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        var needed = new HashSet<int>();
        for (var i = 0; i < _maps.Count; i++)
        {
            if (activeOutput(i))
                needed.UnionWith(_maps[i].Inputs.Select(name => InputSchema[name].Index));
        }
        return needed.Contains;
    }

    protected override DataViewSchema.DetachedColumn[] MakeOutputColumns() => _maps.Select(map => map.Bind(InputSchema)).ToArray();

    protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        return _maps[output].Getter(input);
    }
}
