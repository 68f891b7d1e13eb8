using MLNetGradExt.Onnx;

namespace MLNetGradExt;

/// <summary>
/// How a vector of features comes from the inputs of an ONNX file, as data: inputs that are joined, shifted and scaled. With it an exported
/// network takes its original columns.
/// </summary>
public abstract record OnnxColumn
{
    private protected OnnxColumn(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
    }

    /// <summary>Numbers of a row.</summary>
    public int Size { get; }

    /// <summary>An input of the file, [N, <paramref name="size"/>] of single-precision numbers.</summary>
    public static OnnxColumn Input(string name, int size) => new OnnxInput(name, size);

    /// <summary>Columns beside each other.</summary>
    public static OnnxColumn Concatenate(params ReadOnlySpan<OnnxColumn> parts) => parts.Length == 1 ? parts[0] : new OnnxJoined([.. parts]);

    /// <summary>(x − offset) · scale, number by number.</summary>
    public OnnxColumn Affine(ValueList<float> offset, ValueList<float> scale) => new OnnxAffine(this, Sized(offset), Sized(scale));

    /// <summary>The column with other numbers where it has NaN.</summary>
    public OnnxColumn ReplaceMissing(ValueList<float> values) => new OnnxReplaced(this, Sized(values));

    /// <summary>The inputs that it comes from, each once, in order of appearance.</summary>
    public abstract IEnumerable<OnnxColumn> Inputs { get; }

    /// <summary>The name of an input; null for what is computed.</summary>
    public virtual string? Name => null;

    /// <summary>Adds the nodes that compute it, and gives the name of the result.</summary>
    internal abstract string Add(OnnxGraph graph, Dictionary<string, string> inputs);

    private ValueList<float> Sized(ValueList<float> values) =>
        values.Count == Size ? values : throw new ArgumentException($"A column of {Size} numbers needs as many values, not {values.Count}.", nameof(values));
}
