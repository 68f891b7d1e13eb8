using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Cuts a line into fields. The fields of a sparse line ("dense values, count, index:value ...") come by index.</summary>
internal sealed class FieldScanner(char[] separators, char escape, bool quoting, bool sparse, int inputSize)
{
    private readonly bool _spaceSeparates = separators.Contains(' ');
    private readonly StringBuilder _text = new();
    private ReadOnlyMemory<char>[] _fields = new ReadOnlyMemory<char>[16];
    private (int Index, ReadOnlyMemory<char> Text)[] _explicit = new (int, ReadOnlyMemory<char>)[16];

    /// <summary>The number of fields that the line has, or stands for.</summary>
    public int Count { get; private set; }

    /// <summary>The number of fields written out from the line's start.</summary>
    public int DenseCount { get; private set; }

    /// <summary>The indexed fields after them, with ascending indices from the line's start.</summary>
    public ReadOnlySpan<(int Index, ReadOnlyMemory<char> Text)> Explicit => _explicit.AsSpan(0, ExplicitCount);

    private int ExplicitCount { get; set; }

    /// <summary>The text of a field; empty when the line does not have it.</summary>
    public ReadOnlyMemory<char> this[int index]
    {
        get
        {
            if (index < DenseCount)
                return _fields[index];
            foreach (var (i, text) in Explicit)
                if (i == index)
                    return text;
            return default;
        }
    }

    /// <summary>Scans at least the fields up to number <paramref name="needed"/>.</summary>
    public void Scan(ReadOnlyMemory<char> line, int needed)
    {
        DenseCount = 0;
        ExplicitCount = 0;
        Count = 0;
        var position = 0;
        var more = true;
        var start = -1;
        while (more && (sparse || DenseCount <= needed))
        {
            var text = Next(line, ref position, out more, out var index);
            if (index < 0)
            {
                if (start >= 0)
                    break;
                if (DenseCount == _fields.Length)
                    Array.Resize(ref _fields, DenseCount * 2);
                _fields[DenseCount++] = text;
                continue;
            }
            if (start < 0 && !StartSparse(out start))
                break;
            if (start + index >= Count || (ExplicitCount > 0 && _explicit[ExplicitCount - 1].Index >= start + index))
                break;
            if (text.IsEmpty)
                continue;
            if (ExplicitCount == _explicit.Length)
                Array.Resize(ref _explicit, ExplicitCount * 2);
            _explicit[ExplicitCount++] = (start + index, text);
        }
        if (start < 0)
            Count = sparse ? Math.Max(DenseCount, inputSize) : DenseCount;
    }

    // The field before the first indexed one is the size of the sparse part, unless that is known.
    private bool StartSparse(out int start)
    {
        start = DenseCount;
        if (inputSize > 0)
        {
            Count = inputSize;
            return true;
        }
        if (DenseCount == 0 || !int.TryParse(_fields[DenseCount - 1].Span, out var size) || size <= 0)
            return false;
        DenseCount--;
        start = DenseCount;
        Count = start + size;
        return true;
    }

    private ReadOnlyMemory<char> Next(ReadOnlyMemory<char> line, ref int position, out bool more, out int index)
    {
        var span = line.Span;
        index = -1;
        SkipSpaces(span, ref position);
        if (sparse && position < span.Length && char.IsAsciiDigit(span[position]))
            TakeIndex(span, ref position, ref index);
        if (position >= span.Length)
        {
            more = false;
            return default;
        }
        if (quoting && span[position] == '"')
            return Quoted(line, ref position, out more);
        var length = separators.Length == 1 ? span[position..].IndexOf(separators[0]) : span[position..].IndexOfAny(separators);
        more = length >= 0;
        var text = line.Slice(position, more ? length : span.Length - position);
        position += text.Length + 1;
        return text;
    }

    private void SkipSpaces(ReadOnlySpan<char> span, ref int position)
    {
        while (!_spaceSeparates && position < span.Length && span[position] == ' ')
            position++;
    }

    private void TakeIndex(ReadOnlySpan<char> span, ref int position, ref int index)
    {
        var i = position;
        var value = 0;
        for (; i < span.Length && i < position + 9 && char.IsAsciiDigit(span[i]); i++)
            value = value * 10 + (span[i] - '0');
        if (i >= span.Length || span[i] != ':')
            return;
        index = value;
        position = i + 1;
        SkipSpaces(span, ref position);
    }

    private ReadOnlyMemory<char> Quoted(ReadOnlyMemory<char> line, ref int position, out bool more)
    {
        var span = line.Span;
        var i = position + 1;
        var run = i;
        var error = true;
        _text.Clear();
        for (; i < span.Length; i++)
        {
            if (escape != '"' && span[i] == escape && i + 1 < span.Length)
            {
                i++;
                if (span[i] == '"')
                {
                    _text.Append(span[run..(i - 1)]);
                    run = i;
                }
            }
            else if (span[i] == '"')
            {
                _text.Append(span[run..i]);
                i++;
                if (escape == '"' && i < span.Length && span[i] == '"')
                {
                    run = i;
                    continue;
                }
                error = false;
                break;
            }
        }
        // Between the closing quote and the next separator only spaces belong; anything else makes the field bad, hence empty.
        for (; i < span.Length && !separators.Contains(span[i]); i++)
            error |= span[i] != ' ';
        more = i < span.Length;
        position = i + 1;
        return error || _text.Length == 0 ? default : _text.ToString().AsMemory();
    }
}
