namespace Microsoft.ML.Transforms.Text;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Texts cut into words.</summary>
[ModelStage("Words")]
public sealed class WordTokenizingTransformer : OneToOneTransformerBase
{
    private readonly WordsMap[] _maps;

    internal WordTokenizingTransformer(IHostEnvironment env, WordsMap[] maps)
        : base(env.Register(nameof(WordTokenizingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static WordTokenizingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(WordsMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("Words", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Cuts texts into words at separator characters; empty words are dropped.</summary>
public sealed class WordTokenizingEstimator : TrivialEstimator<WordTokenizingTransformer>
{
    private readonly string _output, _input;

    internal WordTokenizingEstimator(IHostEnvironment env, string output, string input, char[] separators)
        : base(env.Register(nameof(WordTokenizingEstimator)), new WordTokenizingTransformer(env, [new WordsMap(output, input, separators)]))
    {
        _output = output;
        _input = input;
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        var source = inputSchema.Find(_input);
        if (source.ItemType is not TextDataViewType)
            throw source.Mismatch("Text");
        return inputSchema.With(new SchemaShape.Column(_output, SchemaShape.Column.VectorKind.VariableVector, TextDataViewType.Instance, false));
    }
}

/// <summary>A column of texts, or of vectors of texts, as vectors of words.</summary>
internal sealed class WordsMap(string output, string input, char[] separators) : ColumnMap1(output, input)
{
    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        writer.Write(new string(separators));
    }

    public static WordsMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadString().ToCharArray());

    public static void Split(ReadOnlyMemory<char> text, ReadOnlySpan<char> separators, List<ReadOnlyMemory<char>> words)
    {
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOfAny(separators);
            if (end != 0)
                words.Add(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
        }
    }

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        if (source.Type.GetItemType() is not TextDataViewType)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, "Text", source.Type.ToString());
        return new VectorDataViewType(TextDataViewType.Instance);
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source)
    {
        var texts = Texts.Of(row, source);
        var words = new List<ReadOnlyMemory<char>>();
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            words.Clear();
            foreach (var text in texts())
                Split(text, separators, words);
            var editor = VBufferEditor.Create(ref value, words.Count);
            for (var i = 0; i < words.Count; i++)
                editor.Values[i] = words[i];
            value = editor.Commit();
        });
    }
}

/// <summary>Reads the texts of a scalar or vector column.</summary>
internal static class Texts
{
    public static Func<IEnumerable<ReadOnlyMemory<char>>> Of(DataViewRow row, DataViewSchema.Column source)
    {
        if (source.Type is VectorDataViewType)
        {
            var getVector = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
            var vector = default(VBuffer<ReadOnlyMemory<char>>);
            return () =>
            {
                getVector(ref vector);
                return vector.DenseValues();
            };
        }
        var get = row.GetGetter<ReadOnlyMemory<char>>(source);
        var text = new ReadOnlyMemory<char>[1];
        return () =>
        {
            get(ref text[0]);
            return text;
        };
    }
}
