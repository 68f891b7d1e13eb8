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
