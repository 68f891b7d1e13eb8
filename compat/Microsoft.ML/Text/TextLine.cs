namespace Microsoft.ML.Data;

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
