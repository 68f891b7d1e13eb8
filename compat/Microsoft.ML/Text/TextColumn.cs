using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Neighbouring fields; an end of <see cref="int.MaxValue"/> is the end of the line, wherever it is.</summary>
internal readonly record struct TextSegment(int Min, int End)
{
    public bool IsVariable => End == int.MaxValue;
    public int Size => End - Min;
}

/// <summary>A column with the fields that it is read from, all ranges resolved.</summary>
internal sealed record TextColumn(string Name, DataViewType Type, TextSegment[] Segments)
{
    private static readonly TextLoader.Column[] _defaults =
        [new("Label", DataKind.Single, 0), new("Features", DataKind.Single, [new TextLoader.Range(1, null)])];

    /// <summary>One past the last field needed.</summary>
    public int End => Segments.Max(segment => segment.End);

    public static TextLoader.Column FromMember(MemberInfo member)
    {
        var what = member is FieldInfo ? "Field" : "Property";
        var load = member.GetCustomAttribute<LoadColumnAttribute>() ?? throw Contracts.Except($"{what} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        var type = MemberAccess.TypeOf(member);
        type = type.IsArray ? type.GetElementType() : type;
        type = type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type;
        if (!ColumnTypes.TryGetKind(type, out var kind))
            throw Contracts.Except($"{what} {member.Name} is of unsupported type.");
        return new TextLoader.Column(member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name, kind, load.Sources.ToArray(),
            member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount);
    }

    public static TextColumn[] Bind(TextLoader.Options options, TextFormat format, IMultiStreamSource dataSample, out List<string> sample)
    {
        var columns = options.Columns is { Length: > 0 } ? options.Columns : _defaults;
        sample = null;
        var inputSize = format.InputSize;
        foreach (var column in columns)
        {
            Contracts.CheckNonEmpty(column.Name?.Trim(), nameof(column.Name));
            Contracts.CheckUserArg(column.Source is { Length: > 0 }, nameof(column.Source), "Must specify some source column indices");
        }
        if (inputSize == 0 && columns.Any(column => column.Source.Any(range => range.AutoEnd && range.Max is null)))
            inputSize = SizeOfLines(format, sample = dataSample is null ? [] : LineSource.Sample(dataSample, format.Multilines, 100));
        var segments = Array.ConvertAll(columns, column => Array.ConvertAll(column.Source, range => SegmentOf(range, inputSize)));
        FillOthers(columns, segments);
        return columns.Select((column, i) => Create(column, segments[i])).ToArray();
    }

    private static int SizeOfLines(TextFormat format, List<string> lines)
    {
        var scanner = format.MakeScanner();
        var sizes = new HashSet<int>();
        foreach (var line in lines)
        {
            scanner.Scan(format.Trim ? line.AsMemory().TrimEnd() : line.AsMemory(), int.MaxValue - 1);
            sizes.Add(scanner.Count);
        }
        Contracts.CheckUserArg(sizes.Count > 0, nameof(TextLoader.Column.Source), "Can't determine the number of source columns without valid data");
        Contracts.CheckUserArg(sizes.Count == 1, nameof(TextLoader.Column.Source), "The size of input lines is not consistent");
        return sizes.Single();
    }

    private static TextSegment SegmentOf(TextLoader.Range range, int inputSize)
    {
        Contracts.CheckUserArg(range.Min >= 0, nameof(range.Min), "Cannot be negative");
        if (range.Max is { } max)
        {
            Contracts.CheckUserArg(range.Min <= max, nameof(range.Max), "Cannot be less than Min");
            return new TextSegment(range.Min, max + 1);
        }
        if (range.AutoEnd)
        {
            Contracts.CheckUserArg(range.Min < inputSize, nameof(range.Min), $"Column #{range.Min} not found in the dataset (it only has {inputSize} columns)");
            return new TextSegment(range.Min, inputSize);
        }
        return range.VariableEnd ? new TextSegment(range.Min, int.MaxValue) : new TextSegment(range.Min, range.Min + 1);
    }

    // A range of all others keeps those of its fields that no other range has.
    private static void FillOthers(TextLoader.Column[] columns, TextSegment[][] segments)
    {
        var others = Enumerable.Range(0, columns.Length).SelectMany(i => Enumerable.Range(0, segments[i].Length).Where(j => columns[i].Source[j].AllOther).Select(j => (i, j))).ToArray();
        if (others.Length == 0)
            return;
        Contracts.CheckUserArg(others.Length == 1, nameof(TextLoader.Range.AllOther), "At most one all other range can be specified");
        var (column, range) = others[0];
        var taken = segments.SelectMany((list, i) => list.Where((_, j) => (i, j) != (column, range))).OrderBy(segment => segment.Min);
        var (min, end) = segments[column][range];
        var kept = new List<TextSegment>();
        foreach (var segment in taken)
        {
            if (min < segment.Min && min < end)
                kept.Add(new TextSegment(min, Math.Min(segment.Min, end)));
            min = Math.Max(min, segment.End);
        }
        if (min < end)
            kept.Add(new TextSegment(min, end));
        Contracts.CheckUserArg(kept.Count > 0, nameof(TextLoader.Range.AllOther), "No index is selected as all other indexes.");
        segments[column] = [.. segments[column][..range], .. kept, .. segments[column][(range + 1)..]];
    }

    private static TextColumn Create(TextLoader.Column column, TextSegment[] segments)
    {
        var name = column.Name.Trim();
        var sorted = segments.OrderBy(segment => segment.Min).ToArray();
        for (var i = 1; i < sorted.Length; i++)
            Contracts.CheckUserArg(sorted[i - 1].End <= sorted[i].Min, nameof(column.Source), $"Intervals specified for column '{name}' overlap");
        var item = ColumnTypes.FromKind(column.DataKind);
        if (column.KeyCount is { } count)
            item = new KeyDataViewType(item.RawType, count.Count ?? MaxKey(item.RawType));
        DataViewType type = segments.Any(segment => segment.IsVariable) ? new VectorDataViewType(item)
            : segments.Length == 1 && segments[0].Size == 1 && !column.Source.Any(range => range.ForceVector) ? item
            : new VectorDataViewType(item, segments.Sum(segment => segment.Size));
        return new TextColumn(name, type, segments);
    }

    private static ulong MaxKey(Type type)
        => type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;

    public void Save(BinaryWriter writer)
    {
        writer.Write(Name);
        Codec.WriteType(writer, Type);
        writer.Write(Segments.Length);
        foreach (var segment in Segments)
        {
            writer.Write(segment.Min);
            writer.Write(segment.End);
        }
    }

    public static TextColumn Load(BinaryReader reader)
    {
        var name = reader.ReadString();
        var type = Codec.ReadType(reader);
        var segments = new TextSegment[reader.ReadInt32()];
        for (var i = 0; i < segments.Length; i++)
            segments[i] = new TextSegment(reader.ReadInt32(), reader.ReadInt32());
        return new TextColumn(name, type, segments);
    }
}
