using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>Which row is being served: one of two blocks, and a place in it; −1 before the first row and behind the last.</summary>
internal sealed class ServedRow
{
    public int Block { get; set; }

    public int Place { get; set; } = -1;

    /// <summary>The place, where there is a row.</summary>
    public int Checked => Place >= 0 ? Place : throw new InvalidOperationException("The cursor is on no row: call MoveNext first.");
}

/// <summary>
/// Keeps the values of one column for the rows of two blocks, so that rows read ahead for scoring can still be served one by one while
/// the next block is read.
/// </summary>
internal abstract class ColumnBuffer
{
    /// <summary>Reads the input cursor's current row into a place of a block.</summary>
    public abstract void Store(int block, int place);

    /// <summary>Makes room for so many rows in a block.</summary>
    public abstract void Grow(int block, int rows);

    /// <summary>A typed getter of the value of the row that is being served.</summary>
    public abstract Delegate Getter(ServedRow served);

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
    private readonly T[][] _values = [[], []];

    public override void Store(int block, int place) => _get(ref _values[block][place]);

    public override void Grow(int block, int rows) => Array.Resize(ref _values[block], rows);

    public override Delegate Getter(ServedRow served) => (ValueGetter<T>)((ref T value) => value = _values[served.Block][served.Checked]);
}

/// <summary>A buffer of vectors, whose arrays are used again block after block.</summary>
internal sealed class VectorBuffer<T>(DataViewRow row, DataViewSchema.Column column) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _get = row.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[][] _values = [[], []];

    public override void Store(int block, int place) => _get(ref _values[block][place]);

    public override void Grow(int block, int rows) => Array.Resize(ref _values[block], rows);

    public override Delegate Getter(ServedRow served) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[served.Block][served.Checked].CopyTo(ref value));

    public ref readonly VBuffer<T> At(int block, int place) => ref _values[block][place];
}
