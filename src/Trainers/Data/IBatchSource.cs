using TorchSharp;

namespace MLNetGradExt.Data;

/// <summary>
/// Rows in batches: a tensor in memory, or a stream over something larger.
/// The trainer calls <c>MoveNext</c> on its own thread inside a fresh dispose scope which then owns the batch's tensors
/// and disposes them after the step. A source must therefore create (or attach) the batch's tensors there,
/// and detach whatever it keeps between batches. A source may prefetch on a thread of its own.
/// </summary>
public interface IBatchSource : IDisposable
{
    /// <summary>The number of rows of one pass, or null where only a pass can tell.</summary>
    long? RowCount { get; }

    /// <summary>The shape of one row's features, without the batch dimension.</summary>
    ValueList<long> FeatureShape { get; }

    /// <summary>One pass over the rows.</summary>
    /// <param name="batchSize">Rows of a batch; the last one may have fewer (or one more, see the source).</param>
    /// <param name="order">As stored, or shuffled by seed and epoch.</param>
    /// <param name="device">Where the batches' tensors must live.</param>
    IEnumerable<Batch> Batches(int batchSize, BatchOrder order, torch.Device device);
}
