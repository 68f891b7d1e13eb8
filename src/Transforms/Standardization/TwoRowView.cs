using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Transforms;

/// <summary>The two rows mean − s and mean + s of some columns, under those columns' own names and types.</summary>
internal sealed class TwoRowView : IDataView
{
    private readonly IReadOnlyList<(DataViewSchema.Column Like, ColumnStatistics Statistics)> _columns;

    public TwoRowView(IReadOnlyList<(DataViewSchema.Column Like, ColumnStatistics Statistics)> columns)
    {
        _columns = columns;
        var builder = new DataViewSchema.Builder();
        foreach (var (like, _) in columns) builder.AddColumn(like.Name, like.Type);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => 2;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(TwoRowView view) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override bool MoveNext() => _position < 1 && ++_position < 2;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var statistics = view._columns[column.Index].Statistics;
            double At(int slot) => statistics.Mean[slot] + (_position == 0 ? -1 : 1) * statistics.Scale(slot);
            Delegate getter = column.Type switch
            {
                VectorDataViewType v when v.ItemType == NumberDataViewType.Single => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Fill(ref value, v.Size, slot => (float)At(slot))),
                VectorDataViewType v => (ValueGetter<VBuffer<double>>)((ref VBuffer<double> value) => Fill(ref value, v.Size, At)),
                _ when column.Type == NumberDataViewType.Single => (ValueGetter<float>)((ref float value) => value = (float)At(0)),
                _ => (ValueGetter<double>)((ref double value) => value = At(0)),
            };
            return (ValueGetter<TValue>)getter;
        }

        private static void Fill<T>(ref VBuffer<T> value, int size, Func<int, T> at)
        {
            var editor = VBufferEditor.Create(ref value, size);
            for (var slot = 0; slot < size; slot++) editor.Values[slot] = at(slot);
            value = editor.Commit();
        }
    }
}
