using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Scoring;

namespace MLNetGradExt.Persistence;

/// <summary>A network transformer as plain data, without torch.</summary>
internal sealed record NetworkParts(Network Recipe, ValueList<long> InputShape, int OutputSize, NetworkWeights Weights, ScoreHead Head, string FeatureColumn, DataViewType FeatureType)
{
    /// <summary>How it was trained, or null where that is not known.</summary>
    public History? History { get; init; }

    /// <summary>Scores without torch.</summary>
    /// <exception cref="NotSupportedException">A layer can't be carried; the message names it.</exception>
    public PortableScorer ToScorer() => new(new PortableNetwork(Recipe, InputShape, OutputSize, Weights), Head);

    /// <summary>Writes the network as an ONNX file.</summary>
    /// <exception cref="NotSupportedException">A layer can't be exported; the message names it.</exception>
    /// <param name="path">The file.</param>
    /// <param name="features">How its features come from columns, or null where they are the input.</param>
    public void ExportToOnnx(string path, OnnxColumn? features = null) =>
        AtomicFile.Write(path, stream => OnnxExport.Write(Recipe, InputShape, OutputSize, Weights, stream, Head.Export(FeatureColumn) with { Features = features }));
}
