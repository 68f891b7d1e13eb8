using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A table of typed columns that is read lazily, through cursors.</summary>
public interface IDataView
{
    bool CanShuffle { get; }
    long? GetRowCount();
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
    DataViewSchema Schema { get; }
}

/// <summary>Writes the current row's value of one column into <paramref name="value"/>, reusing its buffers when it has any.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);

/// <summary>One row: the values of its active columns through getters.</summary>
public abstract class DataViewRow : IDisposable
{
    private bool _disposed;

    public DataViewRow() { }

    public abstract long Position { get; }
    public abstract long Batch { get; }
    public abstract ValueGetter<DataViewRowId> GetIdGetter();
    public abstract bool IsColumnActive(DataViewSchema.Column column);
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);
    public abstract DataViewSchema Schema { get; }

    public void Dispose()
    {
        if (_disposed)
            return;
        Dispose(true);
        _disposed = true;
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}

/// <summary>A row that moves over a view.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    public DataViewRowCursor() { }

    public abstract bool MoveNext();
}
