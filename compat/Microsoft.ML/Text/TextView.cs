using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of text files. Cursors of one set share the files and parse in parallel.</summary>
internal sealed class TextView(IHost host, TextFormat format, TextColumn[] columns, DataViewSchema schema, IMultiStreamSource files) : IDataView
{
    public DataViewSchema Schema => schema;
    public bool CanShuffle => false;
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, new Shared(MakeSource(), 1), schema.ActiveFlags(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = schema.ActiveFlags(columnsNeeded);
        n = Math.Max(1, n);
        var shared = new Shared(MakeSource(), n);
        return Enumerable.Range(0, n).Select(DataViewRowCursor (_) => new Cursor(this, shared, active)).ToArray();
    }

    private LineSource MakeSource() => new(files, format.HasHeader, format.Multilines, format.MaxRows);

    private sealed class Shared(LineSource source, int cursors)
    {
        public LineSource Source => source;

        public void Release()
        {
            if (Interlocked.Decrement(ref cursors) == 0)
                source.Dispose();
        }
    }

    private sealed class Cursor : RootCursor
    {
        private readonly TextView _view;
        private readonly Shared _shared;
        private readonly bool[] _active;
        private readonly FieldScanner _fields;
        private readonly int _needed;
        private LineBlock _block;
        private int _line;
        private long _badValues;
        private bool _disposed;

        public Cursor(TextView view, Shared shared, bool[] active)
        {
            _view = view;
            _shared = shared;
            _active = active;
            _fields = view.Format.MakeScanner();
            _needed = view.Columns.Where((_, i) => active[i]).Select(column => column.End - 1).DefaultIfEmpty(0).Max();
        }

        public override DataViewSchema Schema => _view.Schema;
        public override long Batch => _block?.Number ?? 0;
        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            CheckOnRow();
            id = new DataViewRowId((ulong)(_block.FirstRow + _line), 0);
        };

        protected override bool MoveNextCore()
        {
            if (_block is null || ++_line >= _block.Count)
            {
                _block = _shared.Source.Take();
                _line = 0;
                if (_block is null)
                    return false;
            }
            var text = _block.Lines[_line].AsMemory();
            _fields.Scan(_view.Format.Trim ? text.TrimEnd() : text, _needed);
            return true;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), $"The column '{column.Name}' is not active");
            var bound = _view.Columns[column.Index];
            var getter = Reflect.Call<Delegate>(typeof(Cursor), bound.Type is VectorDataViewType ? nameof(VectorGetter) : nameof(ScalarGetter),
                [bound.Type.GetItemType().RawType], this, bound);
            return RowExtensions.Typed<TValue>(getter, column);
        }

        private TextParser<T> ParserOf<T>(TextColumn column)
            => TextParsing.For<T>((PrimitiveDataViewType)column.Type.GetItemType(), _view.Format.DecimalMarker, _view.Format.MissingRealsAsNaNs);

        private Delegate ScalarGetter<T>(TextColumn column)
        {
            var parser = ParserOf<T>(column);
            var field = column.Segments[0].Min;
            return (ValueGetter<T>)((ref T value) =>
            {
                CheckOnRow();
                var text = _fields[field];
                if (!parser(text, out value))
                    Bad(column, text, -1);
            });
        }

        private Delegate VectorGetter<T>(TextColumn column)
        {
            var parser = ParserOf<T>(column);
            var keepEmpty = _view.Format.MissingRealsAsNaNs;
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
            {
                CheckOnRow();
                var size = column.Segments.Sum(segment => End(segment) - segment.Min);
                // A vector of which no more than half is written out is sparse.
                if (!keepEmpty && CountWritten(column) <= size / 2)
                    FillSparse(column, parser, size, ref value);
                else
                    FillDense(column, parser, size, ref value);
            });
        }

        private int End(TextSegment segment) => segment.IsVariable ? Math.Max(segment.Min, _fields.Count) : segment.End;

        private int CountWritten(TextColumn column)
        {
            var count = 0;
            foreach (var segment in column.Segments)
            {
                var end = End(segment);
                for (var field = segment.Min; field < Math.Min(end, _fields.DenseCount); field++)
                    count += _fields[field].IsEmpty ? 0 : 1;
                foreach (var (field, _) in _fields.Explicit)
                    count += field >= segment.Min && field < end ? 1 : 0;
            }
            return count;
        }

        private void FillDense<T>(TextColumn column, TextParser<T> parser, int size, ref VBuffer<T> value)
        {
            var editor = VBufferEditor.Create(ref value, size);
            var slot = 0;
            foreach (var segment in column.Segments)
            {
                var end = End(segment);
                for (var field = segment.Min; field < end; field++, slot++)
                    if (!parser(_fields[field], out editor.Values[slot]))
                        Bad(column, _fields[field], slot);
            }
            value = editor.Commit();
        }

        private void FillSparse<T>(TextColumn column, TextParser<T> parser, int size, ref VBuffer<T> value)
        {
            var editor = VBufferEditor.Create(ref value, size, size / 2, requireIndicesOnDense: true);
            var count = 0;
            var start = 0;
            foreach (var segment in column.Segments)
            {
                var end = End(segment);
                for (var field = segment.Min; field < Math.Min(end, _fields.DenseCount); field++)
                    if (!_fields[field].IsEmpty)
                        Add(_fields[field], start + field - segment.Min, ref editor);
                foreach (var (field, text) in _fields.Explicit)
                    if (field >= segment.Min && field < end)
                        Add(text, start + field - segment.Min, ref editor);
                start += end - segment.Min;
            }
            value = editor.CommitTruncated(count);

            void Add(ReadOnlyMemory<char> text, int slot, ref VBufferEditor<T> target)
            {
                if (!parser(text, out target.Values[count]))
                    Bad(column, text, slot);
                target.Indices[count++] = slot;
            }
        }

        private void Bad(TextColumn column, ReadOnlyMemory<char> text, int slot)
        {
            if (!TextParsing.HasMissing(column.Type))
                throw new FormatException($"Could not parse value '{text}'{(slot >= 0 ? $" in slot {slot}" : "")} of column {column.Name} in row {_block.FirstRow + _line}");
            _badValues++;
        }

        private void CheckOnRow() => Contracts.Check(Position >= 0, "Values cannot be fetched at this time: the cursor is not on a row");

        protected override void Dispose(bool disposing)
        {
            if (!disposing || _disposed)
                return;
            _disposed = true;
            _shared.Release();
            if (_badValues == 0)
                return;
            using var channel = _view.Host.Start("Cursor");
            channel.Warning($"Encountered {_badValues} malformed values that were read as missing.");
        }
    }

    private IHost Host => host;
    private TextFormat Format => format;
    private TextColumn[] Columns => columns;
}
