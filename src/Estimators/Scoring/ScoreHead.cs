using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace MLNetGradExt.Scoring;

/// <summary>The finished outputs of the current row.</summary>
internal delegate ReadOnlySpan<float> RowOutputs();

/// <summary>What becomes of a network's outputs for one task: a last tensor operation for the whole batch, then the columns of ML.NET.</summary>
internal abstract class ScoreHead
{
    /// <summary>The name of the task in the annotation <c>ScoreColumnKind</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Names of the columns added, in order.</summary>
    public abstract IReadOnlyList<string> ColumnNames { get; }

    /// <summary>What outputs are divided by before they become probabilities.</summary>
    public virtual float Temperature => 1;

    /// <summary>The same with another temperature, where it has one.</summary>
    public virtual ScoreHead WithTemperature(float other) => this;

    /// <summary>The last operation of a batch, such as softmax; [B, K] → [B, K].</summary>
    public virtual torch.Tensor Finish(torch.Tensor output) => output;

    /// <summary>Scores rows without torch, the last operation included.</summary>
    public virtual void Score(PortableNetwork network, ReadOnlySpan<float> features, Span<float> outputs) => network.Predict(features, outputs);

    /// <summary>What an exported file does with the outputs of a network.</summary>
    public virtual OnnxOptions Export(string featureColumn) => new() { InputName = featureColumn };

    /// <summary>The columns added to an input, their annotations marked as one set of scores.</summary>
    /// <param name="setId">The number of the set, unlike that of any earlier scores in the view.</param>
    public abstract IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId);

    /// <summary>A typed <see cref="ValueGetter{TValue}"/> for a column, over the outputs of the current row.</summary>
    public abstract Delegate Getter(int column, RowOutputs outputs);

    /// <summary>Annotations that every score column has.</summary>
    protected DataViewSchema.Annotations.Builder Marks(uint setId, string valueKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(ScoreAnnotations.ColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), (ref uint value) => value = setId);
        builder.Add(ScoreAnnotations.ColumnKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = Kind.AsMemory());
        builder.Add(ScoreAnnotations.ValueKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = valueKind.AsMemory());
        return builder;
    }
}
