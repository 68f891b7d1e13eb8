using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes a view as text, each line dense or, where that is much shorter, sparse at its end.</summary>
internal static class TextSaver
{
    public static void Save(IDataView data, Stream stream, char separator, bool headerRow, bool schema, bool keepHidden, bool forceDense)
    {
        Contracts.CheckUserArg(separator is ' ' or '\t' or ',' or ';' or '|', "Separator", "Invalid separator - must be: space, tab, comma, semicolon, or bar");
        var columns = data.Schema.Where(column => (keepHidden || !column.IsHidden) && Codec.CanWrite(column.Type)).ToArray();
        Contracts.Check(columns.Length > 0, "No valid columns to save");
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var hasHeader = headerRow && columns.Any(column => column.Type is not VectorDataViewType || column.HasSlotNames());
        if (schema)
            TextSchemaComment.Write(writer, columns, separator, hasHeader);
        if (hasHeader)
            writer.WriteLine(Header(columns, separator));
        using var cursor = data.GetRowCursor(columns);
        var writers = columns.Select(column => ColumnText.Create(cursor, column, separator)).ToArray();
        var line = new TextLine(writers.Select(text => text.Default).ToArray(), separator, forceDense);
        while (cursor.MoveNext())
        {
            line.Start();
            foreach (var text in writers)
                line.EndColumn(text.Write(line));
            line.WriteTo(writer);
        }
    }

    private static string Header(DataViewSchema.Column[] columns, char separator)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            if (column.Type is not VectorDataViewType vector)
                names.Add(TextValue.Quote(column.Name, separator));
            else if (column.HasSlotNames())
            {
                VBuffer<ReadOnlyMemory<char>> slots = default;
                column.GetSlotNames(ref slots);
                names.AddRange(slots.DenseValues().Select(name => TextValue.Quote(name.Span, separator)));
            }
            else
                names.AddRange(Enumerable.Repeat("\"\"", vector.Size));
        }
        return string.Join(separator, names);
    }
}

/// <summary>One column's values as text.</summary>
internal abstract class ColumnText
{
    public string Default { get; protected init; }

    /// <summary>Adds the current value's items to the line; returns how many slots the value has.</summary>
    public abstract int Write(TextLine line);

    public static ColumnText Create(DataViewRow row, DataViewSchema.Column column, char separator)
    {
        var kind = column.Type is VectorDataViewType ? typeof(VectorText<>) : typeof(ScalarText<>);
        return (ColumnText)Activator.CreateInstance(kind.MakeGenericType(column.Type.GetItemType().RawType), row, column, separator);
    }

    private sealed class ScalarText<T> : ColumnText
    {
        private readonly ValueGetter<T> _getter;
        private readonly Func<T, string> _format;
        private T _value;

        public ScalarText(DataViewRow row, DataViewSchema.Column column, char separator)
        {
            _getter = row.GetGetter<T>(column);
            _format = TextValue.Format<T>(column.Type, separator);
            Default = TextValue.Format<T>(column.Type, separator)(default);
        }

        public override int Write(TextLine line)
        {
            _getter(ref _value);
            line.Add(0, _format(_value));
            return 1;
        }
    }

    private sealed class VectorText<T> : ColumnText
    {
        private readonly ValueGetter<VBuffer<T>> _getter;
        private readonly Func<T, string> _format;
        private VBuffer<T> _value;

        public VectorText(DataViewRow row, DataViewSchema.Column column, char separator)
        {
            _getter = row.GetGetter<VBuffer<T>>(column);
            _format = TextValue.Format<T>(column.Type.GetItemType(), separator);
            Default = _format(default);
        }

        public override int Write(TextLine line)
        {
            _getter(ref _value);
            foreach (var (slot, item) in _value.Items())
                line.Add(slot, _format(item));
            return _value.Length;
        }
    }
}

/// <summary>A line under construction: only what differs from the column's default is kept.</summary>
internal sealed class TextLine(string[] defaults, char separator, bool forceDense)
{
    private const double SparseWeight = 2.5;

    private readonly List<(int Index, string Text)> _items = [];
    private readonly int[] _ends = new int[defaults.Length];
    private readonly int[] _itemEnds = new int[defaults.Length];
    private int _column;
    private int _length;

    public void Start()
    {
        _items.Clear();
        _column = 0;
        _length = 0;
    }

    public void Add(int slot, string text)
    {
        if (text != defaults[_column])
            _items.Add((_length + slot, text));
    }

    public void EndColumn(int slots)
    {
        _length += slots;
        _ends[_column] = _length;
        _itemEnds[_column++] = _items.Count;
    }

    public void WriteTo(TextWriter writer)
    {
        var dense = forceDense ? _column : BestSplit();
        var end = dense == 0 ? 0 : _ends[dense - 1];
        var column = 0;
        var item = 0;
        for (var i = 0; i < end; i++)
        {
            if (i > 0)
                writer.Write(separator);
            while (i >= _ends[column])
                column++;
            writer.Write(item < _items.Count && _items[item].Index == i ? _items[item++].Text : defaults[column]);
        }
        if (dense < _column)
        {
            if (dense > 0)
                writer.Write(separator);
            writer.Write(_length - end);
            if (item == _items.Count)
                writer.Write($"{separator}0:{defaults[dense]}");
            for (; item < _items.Count; item++)
                writer.Write($"{separator}{_items[item].Index - end}:{_items[item].Text}");
        }
        writer.WriteLine();
    }

    // How many columns to write densely so that dense slots and weighted sparse items are fewest.
    private int BestSplit()
    {
        var best = 0;
        var score = SparseWeight * _items.Count;
        for (var i = 1; i <= _column; i++)
        {
            var candidate = _ends[i - 1] + SparseWeight * (_items.Count - _itemEnds[i - 1]);
            if (candidate < score)
                (best, score) = (i, candidate);
        }
        var dense = best == 0 ? 0 : _ends[best - 1];
        return _length - dense < 5 || _length - dense < dense / 5 ? _column : best;
    }
}

/// <summary>Values as text that the loader reads back.</summary>
internal static class TextValue
{
    public static Func<T, string> Format<T>(DataViewType type, char separator)
    {
        if (type is KeyDataViewType)
            return value => Convert.ToUInt64(value, CultureInfo.InvariantCulture) is var key && key > 0 ? (key - 1).ToString(CultureInfo.InvariantCulture) : "";
        Delegate format = type switch
        {
            TextDataViewType => (Func<ReadOnlyMemory<char>, string>)(text => Quote(text.Span, separator)),
            BooleanDataViewType => (Func<bool, string>)(flag => flag ? "1" : "0"),
            TimeSpanDataViewType => (Func<TimeSpan, string>)(span => $"\"{span:c}\""),
            DateTimeDataViewType => (Func<DateTime, string>)(moment => $"\"{moment:o}\""),
            DateTimeOffsetDataViewType => (Func<DateTimeOffset, string>)(moment => $"\"{moment:o}\""),
            RowIdDataViewType => (Func<DataViewRowId, string>)(id => $"0x{id}"),
            _ when typeof(T) == typeof(float) => (Func<float, string>)(real => float.IsNaN(real) ? "?" : real.ToString("R", CultureInfo.InvariantCulture)),
            _ when typeof(T) == typeof(double) => (Func<double, string>)(real => double.IsNaN(real) ? "?" : real.ToString("R", CultureInfo.InvariantCulture)),
            _ => (Func<T, string>)(value => Convert.ToString(value, CultureInfo.InvariantCulture)),
        };
        return (Func<T, string>)format;
    }

    public static string Quote(ReadOnlySpan<char> text, char separator)
    {
        if (text.IsEmpty)
            return "\"\"";
        ReadOnlySpan<char> special = ['"', separator, ':', '\n'];
        return text[0] == ' ' || text.IndexOfAny(special) >= 0 ? $"\"{text.ToString().Replace("\"", "\"\"")}\"" : text.ToString();
    }
}
