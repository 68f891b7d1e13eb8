namespace Microsoft.ML.Data;

/// <summary>Row mappers in a row.</summary>
internal sealed class CompositeRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers) : IRowToRowMapper, IDisposable
{
    public DataViewSchema InputSchema => inputSchema;
    public DataViewSchema OutputSchema { get; } = mappers.Length > 0 ? mappers[^1].OutputSchema : inputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        for (var i = mappers.Length - 1; i >= 0; i--)
            dependingColumns = mappers[i].GetDependencies(dependingColumns);
        return dependingColumns;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        Contracts.CheckParam(input.Schema == InputSchema, nameof(input), "Schema did not match original schema");
        var active = OutputSchema.ActiveFlags(activeColumns);
        if (mappers.Length == 0)
        {
            foreach (var column in InputSchema)
                Contracts.CheckParam(!active[column.Index] || input.IsColumnActive(column), nameof(input), $"Mapper required column '{column.Name}' active but it was not.");
            return input;
        }
        // What each mapper has to make is what the one after it needs.
        var needed = new IEnumerable<DataViewSchema.Column>[mappers.Length];
        needed[^1] = OutputSchema.Where(i => active[i]).ToArray();
        for (var i = mappers.Length - 1; i > 0; i--)
            needed[i - 1] = mappers[i].GetDependencies(needed[i]).ToArray();
        var row = input;
        for (var i = 0; i < mappers.Length; i++)
            row = mappers[i].GetRow(row, needed[i]);
        return row;
    }

    public void Dispose()
    {
        foreach (var mapper in mappers)
            (mapper as IDisposable)?.Dispose();
    }
}
