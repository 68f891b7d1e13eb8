using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>What a batch must look like.</summary>
internal static class BatchCheck
{
    /// <exception cref="InvalidOperationException">The source gave a batch of another shape or type than it promised.</exception>
    public static void ThrowIfWrong(Batch batch, ValueList<long> featureShape)
    {
        var shape = batch.Features.shape;
        if (shape.Length != featureShape.Count + 1 || !shape.AsSpan(1).SequenceEqual(featureShape.AsSpan()))
            throw Wrong($"features of shape [{string.Join(", ", shape)}] instead of [rows, {string.Join(", ", featureShape)}]");
        if (batch.Features.dtype != ScalarType.Float32) throw Wrong($"features of type {batch.Features.dtype} instead of Float32");
        if (batch.Labels.ndim != 1 || batch.Labels.size(0) != shape[0]) throw Wrong($"labels of shape [{string.Join(", ", batch.Labels.shape)}] for {shape[0]} rows");
        if (batch.Labels.dtype is not (ScalarType.Float32 or ScalarType.Int64)) throw Wrong($"labels of type {batch.Labels.dtype} instead of Float32 or Int64");
        if (batch.Weights is { } weights && (weights.ndim != 1 || weights.size(0) != shape[0] || weights.dtype != ScalarType.Float32))
            throw Wrong($"weights of type {weights.dtype} and shape [{string.Join(", ", weights.shape)}] for {shape[0]} rows");
    }

    private static InvalidOperationException Wrong(string what) => new($"The batch source gave {what}.");
}
