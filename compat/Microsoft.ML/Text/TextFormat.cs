namespace Microsoft.ML.Data;

/// <summary>The loader options that say how a file is cut into fields, checked.</summary>
internal sealed record TextFormat
{
    private TextFormat() { }

    public TextFormat(TextLoader.Options options)
    {
        Contracts.CheckUserArg(options.Separators is { Length: > 0 }, nameof(options.Separators), "Must specify a separator");
        Separators = options.Separators.Distinct().ToArray();
        foreach (var separator in Separators)
            Contracts.CheckUserArg(separator == '\t' || (separator >= ' ' && !char.IsAsciiDigit(separator) && separator != '"'), nameof(options.Separators), $"Illegal separator: '{separator}'");
        Contracts.CheckUserArg(!options.AllowSparse || !Separators.Contains(':'), nameof(options.Separators), "When the separator is colon, turn off allowSparse");
        Contracts.CheckUserArg(options.DecimalMarker is '.' or ',', nameof(options.DecimalMarker),
            $"Decimal marker cannot be the '{options.DecimalMarker}' character. It must be '.' or ','.");
        Contracts.CheckUserArg(options.AllowQuoting || options.DecimalMarker != ',' || !Separators.Contains(','), nameof(options.AllowQuoting),
            "Quoting must be allowed if decimal marker and separator are the ',' character.");
        Contracts.CheckUserArg(!Separators.Contains(options.EscapeChar), nameof(options.EscapeChar),
            $"EscapeChar '{options.EscapeChar}' can't be used both as EscapeChar and separator");
        Contracts.CheckUserArg(!(options.MaxRows < 0), nameof(options.MaxRows), "Cannot be negative");
        Contracts.Check(!(options.InputSize < 0), "The input size cannot be negative");
        Quoting = options.AllowQuoting;
        Sparse = options.AllowSparse;
        Trim = options.TrimWhitespace;
        HasHeader = options.HasHeader && string.IsNullOrWhiteSpace(options.HeaderFile);
        MissingRealsAsNaNs = options.MissingRealsAsNaNs;
        ReadMultilines = options.ReadMultilines && options.AllowQuoting;
        DecimalMarker = options.DecimalMarker;
        EscapeChar = options.EscapeChar;
        InputSize = options.InputSize ?? 0;
        MaxRows = options.MaxRows ?? long.MaxValue;
    }

    public char[] Separators { get; private init; }
    public bool Quoting { get; private init; }
    public bool Sparse { get; private init; }
    public bool Trim { get; private init; }
    public bool HasHeader { get; private init; }
    public bool MissingRealsAsNaNs { get; private init; }
    public bool ReadMultilines { get; private init; }
    public char DecimalMarker { get; private init; }
    public char EscapeChar { get; private init; }
    public int InputSize { get; private init; }
    public long MaxRows { get; private init; }

    public MultilineRule Multilines => ReadMultilines ? new MultilineRule(Separators, EscapeChar) : null;

    public FieldScanner MakeScanner() => new(Separators, EscapeChar, Quoting, Sparse, InputSize);

    public void Save(BinaryWriter writer)
    {
        writer.Write(new string(Separators));
        foreach (var flag in (bool[])[Quoting, Sparse, Trim, HasHeader, MissingRealsAsNaNs, ReadMultilines])
            writer.Write(flag);
        writer.Write(DecimalMarker);
        writer.Write(EscapeChar);
        writer.Write(InputSize);
        writer.Write(MaxRows);
    }

    public static TextFormat Load(BinaryReader reader) => new()
    {
        Separators = reader.ReadString().ToCharArray(),
        Quoting = reader.ReadBoolean(),
        Sparse = reader.ReadBoolean(),
        Trim = reader.ReadBoolean(),
        HasHeader = reader.ReadBoolean(),
        MissingRealsAsNaNs = reader.ReadBoolean(),
        ReadMultilines = reader.ReadBoolean(),
        DecimalMarker = reader.ReadChar(),
        EscapeChar = reader.ReadChar(),
        InputSize = reader.ReadInt32(),
        MaxRows = reader.ReadInt64(),
    };
}
