using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads text files with one row a line. Nothing is read before a cursor asks, except a sample where the options need one.</summary>
[ModelStage(StageName)]
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private const string StageName = "TextLoader";

    private readonly IHost _host;
    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options options, IMultiStreamSource dataSample = null)
    {
        _host = env.Register(StageName);
        options ??= new Options();
        if (dataSample is not null && SaysNothing(options) && TextSchemaComment.TryRead(dataSample) is { } embedded)
        {
            (embedded.UseThreads, embedded.HeaderFile, embedded.MaxRows) = (options.UseThreads, options.HeaderFile, options.MaxRows);
            options = embedded;
        }
        _format = new TextFormat(options);
        var header = default(string);
        _columns = TextColumn.Bind(options, _format, dataSample, out var sample);
        if (!string.IsNullOrWhiteSpace(options.HeaderFile))
            header = LineSource.Sample(new MultiFileSource(options.HeaderFile), _format.Multilines, 1).FirstOrDefault();
        else if (options.HasHeader && dataSample is not null)
            header = sample?.FirstOrDefault() ?? LineSource.Sample(dataSample, _format.Multilines, 1).FirstOrDefault();
        _schema = SchemaOf(_columns, SlotNames(header));
    }

    private TextLoader(IHostEnvironment env, TextFormat format, TextColumn[] columns, DataViewSchema schema)
    {
        _host = env.Register(StageName);
        _format = format;
        _columns = columns;
        _schema = schema;
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        _host.CheckValue(source, nameof(source));
        return new TextView(_host, _format, _columns, _schema, source);
    }

    // Only options that leave the format open make room for those that the file itself carries.
    private static bool SaysNothing(Options options)
        => options is { Columns: not { Length: > 0 }, AllowQuoting: false, AllowSparse: false, HasHeader: false, TrimWhitespace: false, ReadMultilines: false,
            MissingRealsAsNaNs: false, InputSize: null, DecimalMarker: '.', EscapeChar: '"', Separators: ['\t'] };

    private static DataViewSchema SchemaOf(TextColumn[] columns, ReadOnlyMemory<char>[][] slotNames)
    {
        var builder = new DataViewSchema.Builder();
        for (var i = 0; i < columns.Length; i++)
        {
            var names = slotNames[i];
            builder.AddColumn(columns[i].Name, columns[i].Type, names is null ? null : AnnotationUtils.AsAnnotations(annotations =>
                annotations.AddSlotNames(names.Length, Codec.Constant(new VBuffer<ReadOnlyMemory<char>>(names.Length, names)))));
        }
        return builder.ToSchema();
    }

    private ReadOnlyMemory<char>[][] SlotNames(string header)
    {
        var result = new ReadOnlyMemory<char>[_columns.Length][];
        if (string.IsNullOrEmpty(header))
            return result;
        var scanner = _format.MakeScanner();
        scanner.Scan(header.AsMemory(), int.MaxValue - 1);
        for (var i = 0; i < result.Length; i++)
        {
            if (!_columns[i].Type.IsKnownSizeVector())
                continue;
            var names = _columns[i].Segments.SelectMany(segment => Enumerable.Range(segment.Min, segment.Size)).Select(field => scanner[field].Trim()).ToArray();
            if (names.Any(name => !name.IsEmpty))
                result[i] = names;
        }
        return result;
    }

    internal static TextLoader CreateFor<TInput>(IHostEnvironment env, Options options, IMultiStreamSource dataSample)
    {
        var members = SchemaMembers(typeof(TInput)).ToArray();
        env.CheckParam(members.Length > 0, nameof(TInput), $"Should define at least one public, readable field or property in {nameof(TInput)}.");
        options ??= new Options();
        options.Columns = Array.ConvertAll(members, TextColumn.FromMember);
        return new TextLoader(env, options, dataSample);
    }

    private static IEnumerable<System.Reflection.MemberInfo> SchemaMembers(Type type)
        => type.GetFields().Where(field => !field.IsStatic).Concat<System.Reflection.MemberInfo>(
            type.GetProperties().Where(property => property.GetGetMethod() is { IsStatic: false } && property.GetIndexParameters().Length == 0));

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetStage(StageName, typeof(TextLoader));
        _format.Save(ctx.Writer);
        ctx.Writer.Write(_columns.Length);
        foreach (var column in _columns)
            column.Save(ctx.Writer);
        Codec.WriteSchema(ctx.Writer, _schema);
    }

    internal static TextLoader Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        var format = TextFormat.Load(ctx.Reader);
        var columns = new TextColumn[ctx.Reader.ReadInt32()];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = TextColumn.Load(ctx.Reader);
        return new TextLoader(env, format, columns, Codec.ReadSchema(ctx.Reader));
    }
}
