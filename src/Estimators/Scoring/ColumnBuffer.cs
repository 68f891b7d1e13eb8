using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>
/// Keeps the values of one column for the rows of a block, so that rows read ahead for scoring can still be served one by one.
/// </summary>
internal abstract class ColumnBuffer
{
    /// <summary>Reads the input cursor's current row into a place of the block.</summary>
    public abstract void Store(int place);

    /// <summary>Makes room for so many rows.</summary>
    public abstract void Grow(int rows);

    /// <summary>A typed getter of the value at the place that <paramref name="current"/> names.</summary>
    public abstract Delegate Getter(Func<int> current);

    public static ColumnBuffer For(DataViewRow row, DataViewSchema.Column column)
    {
        var vector = column.Type is VectorDataViewType;
        var type = vector ? ((VectorDataViewType)column.Type).ItemType.RawType : column.Type.RawType;
        return (ColumnBuffer)Activator.CreateInstance((vector ? typeof(VectorBuffer<>) : typeof(ScalarBuffer<>)).MakeGenericType(type), row, column)!;
    }
}

/// <summary>A buffer of plain values.</summary>
internal sealed class ScalarBuffer<T>(DataViewRow row, DataViewSchema.Column column) : ColumnBuffer
{
    private readonly ValueGetter<T> _get = row.GetGetter<T>(column);
    private T[] _values = [];

    public override void Store(int place) => _get(ref _values[place]);

    public override void Grow(int rows) => Array.Resize(ref _values, rows);

    public override Delegate Getter(Func<int> current) => (ValueGetter<T>)((ref T value) => value = _values[current()]);
}

/// <summary>A buffer of vectors, whose arrays are used again block after block.</summary>
internal sealed class VectorBuffer<T>(DataViewRow row, DataViewSchema.Column column) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _get = row.GetGetter<VBuffer<T>>(column);
    private VBuffer<T>[] _values = [];

    public override void Store(int place) => _get(ref _values[place]);

    public override void Grow(int rows) => Array.Resize(ref _values, rows);

    public override Delegate Getter(Func<int> current) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[current()].CopyTo(ref value));

    public ref readonly VBuffer<T> At(int place) => ref _values[place];
}
