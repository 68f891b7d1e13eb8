using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Onnx;

/// <summary>One row under a schema; only some columns, all of Single, have values.</summary>
internal sealed class OneRowView(DataViewSchema schema, IReadOnlyDictionary<int, float[]> values) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => 1;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(schema, values);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, IReadOnlyDictionary<int, float[]> values) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => values.ContainsKey(column.Index);

        public override bool MoveNext() => ++_position < 1;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId(0, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var row = values[column.Index];
            Delegate getter = column.Type is VectorDataViewType
                ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => value = new VBuffer<float>(row.Length, [.. row]))
                : (ValueGetter<float>)((ref float value) => value = row[0]);
            return (ValueGetter<TValue>)getter;
        }
    }
}
