namespace Microsoft.ML.Data;

/// <summary>
/// Where the columns of an input and those that a mapper adds stand in the schema of both: a new name comes last, a name that is there already
/// right behind its last namesake, which it hides.
/// </summary>
internal sealed class MergedColumns
{
    // Of each merged column: the input's index, or ~index of an added one.
    private readonly List<int> _origins;
    private readonly int[] _places;

    public MergedColumns(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        _origins = [.. Enumerable.Range(0, input.Count)];
        _places = new int[added.Length];
        for (var i = 0; i < added.Length; i++)
        {
            var namesake = _origins.FindLastIndex(origin => NameOf(origin) == added[i].Name);
            _origins.Insert(namesake < 0 ? _origins.Count : namesake + 1, ~i);
        }
        var builder = new DataViewSchema.Builder();
        foreach (var origin in _origins)
        {
            if (origin >= 0) builder.AddColumns([new DataViewSchema.DetachedColumn(input[origin])]);
            else builder.AddColumns([added[~origin]]);
        }
        Schema = builder.ToSchema();
        for (var place = 0; place < _origins.Count; place++)
            if (_origins[place] < 0) _places[~_origins[place]] = place;

        string NameOf(int origin) => origin >= 0 ? input[origin].Name : added[~origin].Name;
    }

    public DataViewSchema Schema { get; }

    /// <summary>The place of an added column in the schema.</summary>
    public int PlaceOf(int added) => _places[added];

    /// <summary>Whether a column of the schema is one of the input's, and which one of these or of the added ones it is.</summary>
    public bool IsInput(int column, out int index)
    {
        index = _origins[column] >= 0 ? _origins[column] : ~_origins[column];
        return _origins[column] >= 0;
    }
}
