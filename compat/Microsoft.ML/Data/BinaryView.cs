namespace Microsoft.ML.Data;

/// <summary>A view in a file: the schema, then blocks of rows, each column of a block in one piece so that it can be skipped.</summary>
internal sealed class BinaryView : IDataView
{
    private const string Magic = "MLBV1";
    private const int BlockRows = 512;

    private readonly IMultiStreamSource _source;
    private readonly long _start;
    private readonly long _rows;

    public BinaryView(IMultiStreamSource source)
    {
        _source = source;
        using var stream = source.Open(0);
        using var reader = new BinaryReader(stream);
        Contracts.CheckDecode(ReadMagic(reader), "The file is no binary view");
        Schema = Codec.ReadSchema(reader);
        _start = stream.Position;
        for (int rows; (rows = reader.ReadInt32()) > 0; _rows += rows)
            for (var i = 0; i < Schema.Count; i++)
                stream.Seek(reader.ReadInt32(), SeekOrigin.Current);
    }

    public DataViewSchema Schema { get; }
    public bool CanShuffle => false;
    public long? GetRowCount() => _rows;

    private static bool ReadMagic(BinaryReader reader)
    {
        try
        {
            return reader.ReadString() == Magic;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, Schema.ActiveFlags(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    public static void Save(IDataView data, Stream stream, bool keepHidden)
    {
        var columns = data.Schema.Where(column => (keepHidden || !column.IsHidden) && Codec.CanWrite(column.Type)).ToArray();
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(columns);
        Codec.WriteSchema(writer, schema.ToSchema());
        using var cursor = data.GetRowCursor(columns);
        var blocks = columns.Select(column => ColumnBlock.Create(column.Type, () => cursor.GetGetterUntyped(column))).ToArray();
        while (true)
        {
            var rows = 0;
            for (; rows < BlockRows && cursor.MoveNext(); rows++)
                foreach (var block in blocks)
                    block.Append();
            writer.Write(rows);
            if (rows == 0)
                return;
            foreach (var block in blocks)
                block.Flush(writer);
        }
    }

    private sealed class Cursor : RootCursor
    {
        private readonly BinaryView _view;
        private readonly Stream _stream;
        private readonly BinaryReader _reader;
        private readonly ColumnBlock[] _blocks;
        private int _left;

        public Cursor(BinaryView view, bool[] active)
        {
            _view = view;
            _stream = view._source.Open(0);
            _stream.Position = view._start;
            _reader = new BinaryReader(_stream);
            _blocks = view.Schema.Select(column => active[column.Index] ? ColumnBlock.Create(column.Type, null) : null).ToArray();
        }

        public override DataViewSchema Schema => _view.Schema;
        public override long Batch => 0;
        public override bool IsColumnActive(DataViewSchema.Column column) => _blocks[column.Index] is not null;
        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => RowExtensions.Typed<TValue>(_blocks[column.Index]?.Getter(), column);

        protected override bool MoveNextCore()
        {
            if (_left == 0)
            {
                _left = _reader.ReadInt32();
                if (_left == 0)
                    return false;
                foreach (var block in _blocks)
                {
                    var size = _reader.ReadInt32();
                    if (block is null)
                        _stream.Seek(size, SeekOrigin.Current);
                    else
                        block.Fill(_reader.ReadBytes(size));
                }
            }
            _left--;
            foreach (var block in _blocks)
                block?.Next();
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _reader.Dispose();
        }
    }
}
