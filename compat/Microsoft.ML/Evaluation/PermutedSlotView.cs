namespace Microsoft.ML.Evaluation;

using Microsoft.ML.Data;

/// <summary>A view in which one slot of a vector column holds given values, row after row; rows beyond those values are left out.</summary>
internal sealed class PermutedSlotView(IDataView source, DataViewSchema.Column features, int slot, float[] values) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    // The values go by row order, so rows must not move.
    public bool CanShuffle => false;

    public long? GetRowCount() => source.GetRowCount() is { } rows ? Math.Min(rows, values.Length) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), features, slot, values);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema.Column features, int slot, float[] values) : SameColumnsCursor(input)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var get = Input.GetGetter<TValue>(column);
            if (column.Index != features.Index || get is not ValueGetter<VBuffer<float>> original)
                return get;
            var row = default(VBuffer<float>);
            ValueGetter<VBuffer<float>> permuted = (ref VBuffer<float> value) =>
            {
                original(ref row);
                row.CopyToDense(ref value);
                var editor = VBufferEditor.CreateFromBuffer(ref value);
                editor.Values[slot] = values[Position];
                value = editor.Commit();
            };
            return (ValueGetter<TValue>)(Delegate)permuted;
        }

        protected override bool MoveNextCore() => Position + 1 < values.Length && Input.MoveNext();
    }
}
