using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Onnx;

/// <summary>What a stock stage makes of its columns, in an ONNX file's terms.</summary>
/// <remarks>
/// ML.NET tells the parameters of its normalisers, but not which columns a Concatenate joins in which order, or what stands in for a missing
/// value. Those stages are asked: they are given a row in which every number is another, or NaN.
/// </remarks>
internal static class StageNodes
{
    // Whole numbers up to here are exact as Single.
    private const int MostNumbers = 1 << 24;

    /// <summary>Numbers of a column's row, or 0 where they are not of Single or of unknown size.</summary>
    public static int Size(DataViewType type) => type switch
    {
        NumberDataViewType number when number == NumberDataViewType.Single => 1,
        VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single => vector.Size,
        _ => 0,
    };

    /// <summary>A column that the stage makes, or null where that can't be said in a file.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="input">The schema of its input.</param>
    /// <param name="made">The column of its output.</param>
    /// <param name="sources">The columns of the input that it depends on.</param>
    public static OnnxColumn? Of(ITransformer stage, DataViewSchema input, DataViewSchema.Column made, IReadOnlyDictionary<int, OnnxColumn> sources)
    {
        var size = Size(made.Type);
        if (size == 0 || sources.Count == 0 || sources.Values.Sum(s => (long)s.Size) > MostNumbers) return null;
        return stage switch
        {
            NormalizingTransformer normalizer => sources.Count == 1 ? Normalized(normalizer, input, made, size, sources) : null,
            ColumnConcatenatingTransformer or ColumnCopyingTransformer or ColumnSelectingTransformer => Joined(stage, input, made, size, sources),
            MissingValueReplacingTransformer => sources.Count == 1 ? Replaced(stage, input, made, size, sources) : null,
            _ => null,
        };
    }

    // ML.NET does not tell which of a normaliser's pairs makes a column: it is the one whose parameters give what the stage gives.
    private static OnnxColumn? Normalized(NormalizingTransformer stage, DataViewSchema input, DataViewSchema.Column made, int size, IReadOnlyDictionary<int, OnnxColumn> sources)
    {
        var numbered = Numbered(sources);
        var (index, source) = sources.Single();
        var row = Asked(stage, input, made, size, numbered);
        for (var pair = stage.GetOutputSchema(input).Count - input.Count - 1; pair >= 0; pair--)
        {
            if (Affine(stage.GetNormalizerModelParameters(pair), size) is not { } affine) continue;
            var (offset, scale) = affine;
            if (Enumerable.Range(0, size).All(i => Math.Abs((numbered[index][i] - offset[i]) * scale[i] - row[i]) <= 1e-5f * Math.Max(1, Math.Abs(row[i])))) return source.Affine([.. offset], [.. scale]);
        }
        return null;
    }

    private static (float[] Offset, float[] Scale)? Affine(NormalizingTransformer.NormalizerModelParametersBase parameters, int size) => parameters switch
    {
        NormalizingTransformer.AffineNormalizerModelParameters<float> one when size == 1 => ([one.Offset], [one.Scale]),
        // Without offsets, as of the normalisers that leave zeros alone, the list is empty.
        NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>> many when many.Scale.Length == size => (many.Offset.IsDefaultOrEmpty ? new float[size] : [.. many.Offset], [.. many.Scale]),
        _ => null,
    };

    private static OnnxColumn? Joined(ITransformer stage, DataViewSchema input, DataViewSchema.Column made, int size, IReadOnlyDictionary<int, OnnxColumn> sources)
    {
        var row = Asked(stage, input, made, size, Numbered(sources));
        var parts = new List<OnnxColumn>();
        for (var at = 0; at < row.Length; at += parts[^1].Size)
        {
            // The whole column that begins with this number.
            float first = 1;
            OnnxColumn? next = null;
            foreach (var source in sources.Values)
            {
                if (first == row[at] && at + source.Size <= row.Length && Enumerable.Range(0, source.Size).All(i => row[at + i] == first + i)) next = source;
                first += source.Size;
            }
            if (next is null) return null;
            parts.Add(next);
        }
        return OnnxColumn.Concatenate([.. parts]);
    }

    private static OnnxColumn? Replaced(ITransformer stage, DataViewSchema input, DataViewSchema.Column made, int size, IReadOnlyDictionary<int, OnnxColumn> sources)
    {
        var numbered = Numbered(sources);
        var (index, source) = sources.Single();
        if (!Asked(stage, input, made, size, numbered).AsSpan().SequenceEqual(numbered[index])) return null;
        var missing = new float[source.Size];
        Array.Fill(missing, float.NaN);
        return source.ReplaceMissing([.. Asked(stage, input, made, size, new Dictionary<int, float[]> { [index] = missing })]);
    }

    private static Dictionary<int, float[]> Numbered(IReadOnlyDictionary<int, OnnxColumn> sources)
    {
        var next = 1;
        return sources.ToDictionary(s => s.Key, s => Enumerable.Range(0, s.Value.Size).Select(_ => (float)next++).ToArray());
    }

    private static float[] Asked(ITransformer stage, DataViewSchema input, DataViewSchema.Column made, int size, Dictionary<int, float[]> values)
    {
        var view = stage.Transform(new OneRowView(input, values));
        var column = view.Schema[made.Index];
        using var cursor = view.GetRowCursor([column]);
        if (column.Type is not VectorDataViewType)
        {
            var get = cursor.GetGetter<float>(column);
            cursor.MoveNext();
            float number = 0;
            get(ref number);
            return [number];
        }
        var getVector = cursor.GetGetter<VBuffer<float>>(column);
        cursor.MoveNext();
        VBuffer<float> buffer = default;
        getVector(ref buffer);
        var row = new float[size];
        buffer.CopyTo(row);
        return row;
    }
}
