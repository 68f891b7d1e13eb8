using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The loader options that a saved text file carries in comment lines at its start.</summary>
internal static class TextSchemaComment
{
    private static readonly (string Code, DataKind Kind)[] _kinds =
    [
        ("I1", DataKind.SByte), ("U1", DataKind.Byte), ("I2", DataKind.Int16), ("U2", DataKind.UInt16), ("I4", DataKind.Int32), ("U4", DataKind.UInt32),
        ("I8", DataKind.Int64), ("U8", DataKind.UInt64), ("R4", DataKind.Single), ("R8", DataKind.Double), ("TX", DataKind.String), ("BL", DataKind.Boolean),
        ("TS", DataKind.TimeSpan), ("DT", DataKind.DateTime), ("DZ", DataKind.DateTimeOffset),
    ];

    private static readonly (string Name, char Separator)[] _separators = [("tab", '\t'), ("space", ' '), ("comma", ','), ("semicolon", ';'), ("bar", '|')];

    public static void Write(TextWriter writer, IEnumerable<DataViewSchema.Column> columns, char separator, bool header)
    {
        writer.WriteLine("#@ TextLoader{");
        if (header)
            writer.WriteLine("#@   header+");
        writer.WriteLine($"#@   sep={_separators.FirstOrDefault(pair => pair.Separator == separator).Name ?? separator.ToString()}");
        int? start = 0;
        foreach (var column in columns)
        {
            var text = $"{column.Name}:{TypeCode(column.Type)}:{Range(column.Type, start)}";
            writer.WriteLine($"#@   col={(column.Name.AsSpan().ContainsAny(" {}:=\"") ? "{" + text + "}" : text)}");
            start += column.Type.GetValueCount();
        }
        writer.WriteLine("#@ }");
    }

    private static string TypeCode(DataViewType type)
    {
        var item = type.GetItemType();
        ColumnTypes.TryGetKind(item.RawType, out var kind);
        return _kinds.First(pair => pair.Kind == kind).Code + (item is KeyDataViewType key ? $"[{key.Count}]" : "");
    }

    private static string Range(DataViewType type, int? start)
        => type is not VectorDataViewType vector ? $"{start}" : vector.IsKnownSize ? $"{start}-{start + vector.Size - 1}" : $"{start}-**";

    /// <summary>Options from the comment; null when the file has none.</summary>
    public static TextLoader.Options TryRead(IMultiStreamSource source)
    {
        if (source.Count == 0)
            return null;
        using var reader = source.OpenTextReader(0);
        if (reader.ReadLine() is not { } first || !first.StartsWith("#@ TextLoader{", StringComparison.Ordinal))
            return null;
        var options = new TextLoader.Options();
        var columns = new List<TextLoader.Column>();
        while (reader.ReadLine() is { } line && line.StartsWith("#@", StringComparison.Ordinal))
        {
            var item = line[2..].Trim();
            if (item == "}")
                break;
            if (item == "header+")
                options.HasHeader = true;
            else if (item.StartsWith("sep=", StringComparison.Ordinal))
                options.Separators = [_separators.FirstOrDefault(pair => pair.Name == item[4..]) is { Name: not null } known ? known.Separator : item[4]];
            else if (item.StartsWith("col=", StringComparison.Ordinal))
                columns.Add(ParseColumn(item[4..].Trim('{', '}')));
        }
        options.Columns = [.. columns];
        return options;
    }

    private static TextLoader.Column ParseColumn(string text)
    {
        var last = text.LastIndexOf(':');
        var middle = text.LastIndexOf(':', last - 1);
        Contracts.CheckDecode(middle > 0, $"The file's schema comment has a damaged column '{text}'");
        var code = text[(middle + 1)..last];
        var kind = _kinds.FirstOrDefault(pair => code.StartsWith(pair.Code, StringComparison.Ordinal)).Kind;
        Contracts.CheckDecode(kind != default, $"The file's schema comment has an unknown type '{code}'");
        var count = code.Contains('[') ? new KeyCount(ulong.Parse(code[(code.IndexOf('[') + 1)..^1], CultureInfo.InvariantCulture)) : null;
        var bounds = text[(last + 1)..].Split('-');
        var min = int.Parse(bounds[0], CultureInfo.InvariantCulture);
        var range = bounds.Length == 1 ? new TextLoader.Range(min)
            : bounds[1] == "**" ? new TextLoader.Range { Min = min, VariableEnd = true, ForceVector = true }
            : new TextLoader.Range(min, int.Parse(bounds[1], CultureInfo.InvariantCulture));
        return new TextLoader.Column(text[..middle], kind, [range], count);
    }
}
