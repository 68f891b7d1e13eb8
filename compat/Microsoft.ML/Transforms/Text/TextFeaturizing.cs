using System.Globalization;
using System.Text;

namespace Microsoft.ML.Transforms.Text;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>
/// Learns the words, pairs of words and character triples of texts and turns texts into their counts: texts are lower-cased and stripped
/// of diacritics, and the counts of triples and of words are scaled to unit length each.
/// </summary>
public sealed class TextFeaturizingEstimator : IEstimator<ITransformer>
{
    private readonly IHost _host;
    private readonly string _output;
    private readonly string[] _inputs;

    internal TextFeaturizingEstimator(IHostEnvironment env, string output, string[] inputs)
    {
        _host = env.Register(nameof(TextFeaturizingEstimator));
        _host.CheckNonEmpty(output, "outputColumnName");
        _output = output;
        _inputs = inputs;
    }

    /// <summary>Reads the texts once.</summary>
    public ITransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        var columns = _inputs.Select(name => input.Schema.GetColumnOrNull(name) ?? throw _host.ExceptSchemaMismatch(nameof(input), "input", name)).ToArray();
        if (columns.FirstOrDefault(column => column.Type.GetItemType() is not TextDataViewType) is { Name: not null } wrong)
            throw _host.ExceptSchemaMismatch(nameof(input), "input", wrong.Name, "Text", wrong.Type.ToString());
        var triples = new Grams();
        var words = new Grams();
        using var cursor = input.GetRowCursor(columns);
        var texts = columns.Select(column => Texts.Of(cursor, column)).ToArray();
        while (cursor.MoveNext())
        {
            foreach (var text in texts.SelectMany(read => read()))
            {
                var plain = TextGrams.Normalise(text.Span);
                TextGrams.Triples(plain, triples.Learn);
                TextGrams.Words(plain, words.Learn);
            }
        }
        return new TextFeaturizer(_host, new TextGrams(_output, _inputs, [.. triples.Terms], [.. words.Terms]));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var name in _inputs)
        {
            var source = inputSchema.Find(name);
            if (source.ItemType is not TextDataViewType)
                throw source.Mismatch("Text");
        }
        return inputSchema.With(new SchemaShape.Column(_output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false,
            new SchemaShape([AnnotationUtils.SlotNamesShape])));
    }

    private sealed class Grams
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public List<string> Terms { get; } = [];

        public void Learn(ReadOnlySpan<char> gram)
        {
            if (_seen.GetAlternateLookup<ReadOnlySpan<char>>().Add(gram))
                Terms.Add(gram.ToString());
        }
    }
}

/// <summary>Texts as counts of learned words, pairs of words and triples.</summary>
[ModelStage("FeaturizeText")]
internal sealed class TextFeaturizer(IHostEnvironment env, TextGrams map) : RowToRowTransformerBase(env.Register(nameof(TextFeaturizer)))
{
    internal static TextFeaturizer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, TextGrams.Load(ctx.Reader));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, [map]);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("FeaturizeText", GetType());
        map.Save(ctx.Writer);
    }
}

/// <summary>Counts of learned character triples, then of learned words.</summary>
internal sealed class TextGrams(string output, string[] inputs, string[] triples, string[] words) : ColumnMap(output)
{
    // By table, because decomposition needs the globalization data that invariant mode leaves out.
    private static readonly Dictionary<char, char> _plain = new[]
    {
        "aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł", "nñńņň", "oòóôõöøōŏő",
        "rŕŗř", "sśŝşš", "tţťŧ", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž",
    }.SelectMany(family => family[1..].Select(letter => (letter, family[0]))).ToDictionary(pair => pair.letter, pair => pair.Item2);

    private const char Start = '\u0002', End = '\u0003';
    private readonly Dictionary<string, int> _triples = Number(triples), _words = Number(words);

    public delegate void Gram(ReadOnlySpan<char> gram);

    public override IReadOnlyList<string> Inputs => inputs;

    public override DataViewSchema.DetachedColumn Bind(DataViewSchema schema)
    {
        foreach (var name in inputs)
            Find(schema, name);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames([.. triples.Select(gram => "Char." + string.Join('|', gram.Select(Show))), .. words.Select(word => "Word." + word)]);
        return new DataViewSchema.DetachedColumn(Output, new VectorDataViewType(NumberDataViewType.Single, Math.Max(1, triples.Length + words.Length)), annotations.ToAnnotations());
    }

    public override Delegate Getter(DataViewRow row)
    {
        var texts = inputs.Select(name => Texts.Of(row, Find(row.Schema, name))).ToArray();
        var counts = new SortedDictionary<int, float>();
        var tripleLookup = _triples.GetAlternateLookup<ReadOnlySpan<char>>();
        var wordLookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            counts.Clear();
            foreach (var text in texts.SelectMany(read => read()))
            {
                var plain = Normalise(text.Span);
                Triples(plain, gram => Count(tripleLookup.TryGetValue(gram, out var slot) ? slot : -1));
                Words(plain, word => Count(wordLookup.TryGetValue(word, out var slot) ? triples.Length + slot : -1));
            }
            var tripleNorm = Norm(counts.Where(count => count.Key < triples.Length));
            var wordNorm = Norm(counts.Where(count => count.Key >= triples.Length));
            var editor = VBufferEditor.Create(ref value, Math.Max(1, triples.Length + words.Length), counts.Count);
            var at = 0;
            foreach (var (slot, count) in counts)
            {
                editor.Values[at] = count / (slot < triples.Length ? tripleNorm : wordNorm);
                if (!editor.Indices.IsEmpty)
                    editor.Indices[at] = slot;
                at++;
            }
            value = editor.Commit();
        });

        void Count(int slot)
        {
            if (slot >= 0)
                counts[slot] = counts.GetValueOrDefault(slot) + 1;
        }
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.WriteAll(inputs);
        writer.WriteAll(triples);
        writer.WriteAll(words);
    }

    public static TextGrams Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadTexts(), reader.ReadTexts(), reader.ReadTexts());

    /// <summary>Lower case without diacritics.</summary>
    public static string Normalise(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(_plain.GetValueOrDefault(char.ToLowerInvariant(letter), char.ToLowerInvariant(letter)));
        }
        return plain.ToString();
    }

    /// <summary>Every run of three characters, the ends of the text marked.</summary>
    public static void Triples(string text, Gram see)
    {
        if (text.Length == 0)
            return;
        var marked = $"{Start}{text}{End}";
        for (var i = 0; i + 3 <= marked.Length; i++)
            see(marked.AsSpan(i, 3));
    }

    /// <summary>Every word between spaces, and every pair of neighbours.</summary>
    public static void Words(string text, Gram see)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            see(words[i]);
            if (i + 1 < words.Length)
                see($"{words[i]}|{words[i + 1]}");
        }
    }

    private static float Norm(IEnumerable<KeyValuePair<int, float>> counts) => MathF.Max(1e-10f, MathF.Sqrt(counts.Sum(count => count.Value * count.Value)));

    private static string Show(char letter) => letter switch { Start => "<␂>", End => "<␃>", ' ' => "<␠>", _ => letter.ToString() };

    private static Dictionary<string, int> Number(string[] terms) => terms.Index().ToDictionary(term => term.Item, term => term.Index, StringComparer.Ordinal);
}
