using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Some lines of a file in order, numbered among all blocks.</summary>
internal sealed class LineBlock(long number, long firstRow, string[] lines, int count)
{
    public long Number => number;
    public long FirstRow => firstRow;
    public string[] Lines => lines;
    public int Count => count;
}

/// <summary>
/// The data lines of several files: without header, comments (lines that start with //, and before the first data line
/// with #) and empty lines. Several cursors may take blocks from one source, each block once.
/// </summary>
internal sealed class LineSource(IMultiStreamSource files, bool hasHeader, MultilineRule multilines, long maxRows) : IDisposable
{
    private const int BlockSize = 64;

    private readonly Lock _gate = new();
    private TextReader _reader;
    private int _file;
    private bool _first;
    private long _blocks;
    private long _rows;

    /// <summary>The next block; null at the end.</summary>
    public LineBlock Take()
    {
        lock (_gate)
        {
            var lines = new string[BlockSize];
            var count = 0;
            while (count < lines.Length && _rows + count < maxRows && Next() is { } line)
                lines[count++] = line;
            if (count == 0)
                return null;
            var block = new LineBlock(_blocks++, _rows, lines, count);
            _rows += count;
            return block;
        }
    }

    private string Next()
    {
        while (true)
        {
            if (_reader is null)
            {
                if (_file == files.Count)
                    return null;
                _reader = files.OpenTextReader(_file++);
                _first = true;
            }
            var line = ReadRow();
            if (line is null)
            {
                _reader.Dispose();
                _reader = null;
                continue;
            }
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || (_first && line[0] == '#'))
                continue;
            if (_first)
            {
                _first = false;
                if (hasHeader)
                    continue;
            }
            return line;
        }
    }

    private string ReadRow()
    {
        var line = _reader.ReadLine();
        if (multilines is null || string.IsNullOrEmpty(line) || !multilines.EndsInsideQuotes(line, false))
            return line;
        var text = new StringBuilder(line);
        do
        {
            line = _reader.ReadLine() ?? throw new EndOfStreamException("A quoted field was opened but never closed before the end of the file");
            text.Append('\n').Append(line);
        }
        while (multilines.EndsInsideQuotes(line, true));
        return text.ToString();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _reader?.Dispose();
            _reader = null;
            _file = files.Count;
        }
    }

    /// <summary>The first lines that are no comments, header included.</summary>
    public static List<string> Sample(IMultiStreamSource files, MultilineRule multilines, int count)
    {
        var lines = new List<string>();
        using var source = new LineSource(files, false, multilines, count);
        while (lines.Count < count && source.Take() is { } block)
            lines.AddRange(block.Lines.Take(block.Count));
        return lines.Take(count).ToList();
    }
}

/// <summary>When a line ends within a quoted field, so that the row goes on in the next line.</summary>
internal sealed class MultilineRule(char[] separators, char escape)
{
    public bool EndsInsideQuotes(string line, bool startsInside)
    {
        var i = 0;
        var inside = startsInside;
        do
        {
            if (!inside)
            {
                while (i < line.Length && line[i] == ' ' && !separators.Contains(' '))
                    i++;
                if (i >= line.Length)
                    return false;
                if (line[i] != '"')
                {
                    i = EndOfField(line, i);
                    continue;
                }
                i++;
            }
            if (!SkipQuoted(line, ref i))
                return true;
            inside = false;
            i = EndOfField(line, i);
        }
        while (i < line.Length);
        return false;
    }

    // To after the closing quote; false when there is none.
    private bool SkipQuoted(string line, ref int i)
    {
        for (; i < line.Length; i++)
        {
            if (escape != '"' && line[i] == escape)
                i++;
            else if (line[i] == '"')
            {
                i++;
                if (escape != '"' || i >= line.Length || line[i] != '"')
                    return true;
            }
        }
        return false;
    }

    private int EndOfField(string line, int i)
    {
        var found = line.AsSpan(i).IndexOfAny(separators);
        return found < 0 ? line.Length : i + found + 1;
    }
}
