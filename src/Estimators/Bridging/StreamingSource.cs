using System.Collections.Concurrent;
using Microsoft.ML;
using MLNetGradExt.Data;
using TorchSharp;

namespace MLNetGradExt.Bridging;

/// <summary>
/// Rows too many for memory, read from the view again every epoch by a thread of its own that stays a few batches ahead.
/// </summary>
/// <remarks>
/// Shuffling has two levels: the view's own where it can shuffle, and a buffer of rows of which a random one leaves whenever another
/// arrives. Both draw from a generator seeded by the order's seed and epoch, so an epoch's order can be repeated.
/// </remarks>
/// <param name="view">The rows.</param>
/// <param name="roles">The columns to read.</param>
/// <param name="scale">The scale of a regression label.</param>
/// <param name="rows">How many rows a pass gives.</param>
/// <param name="shuffleRows">Rows to shuffle among.</param>
/// <param name="holdOut">A share of rows for validation, or null where all rows are given.</param>
/// <param name="heldOut">Whether this source gives the share held out, or the rest.</param>
internal sealed class StreamingSource(IDataView view, ColumnRoles roles, LabelScale scale, long rows, int shuffleRows, HoldOut? holdOut = null, bool heldOut = false) : IBatchSource
{
    private const int BatchesAhead = 4;

    public long? RowCount => rows;

    public ValueList<long> FeatureShape { get; } = roles.FeatureShape;

    public IEnumerable<Batch> Batches(int batchSize, BatchOrder order, torch.Device device)
    {
        using var stop = new CancellationTokenSource();
        using var ready = new BlockingCollection<PackedRows>(BatchesAhead);
        var reading = Task.Factory.StartNew(() => Read(batchSize, order, ready, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var packed in ready.GetConsumingEnumerable())
            {
                if (order.DropLast && packed.Count < batchSize) continue;
                yield return packed.ToBatch(FeatureShape, scale, device);
            }
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }
    }

    public void Dispose()
    {
    }

    private void Read(int batchSize, BatchOrder order, BlockingCollection<PackedRows> ready, CancellationToken token)
    {
        try
        {
            var random = new Random(unchecked((int)order.EpochSeed));
            using var cursor = view.GetRowCursor(roles.Active, order.IsShuffled && view.CanShuffle ? new Random(random.Next()) : null);
            var reader = new RowReader(cursor, roles);
            var isHeld = holdOut?.For(cursor);
            var features = new float[roles.FeatureCount];
            var pool = order.IsShuffled ? new PackedRows(shuffleRows, roles) : null;
            var batches = new BatchPacker(batchSize, roles, batch => ready.Add(batch, token));
            for (long row = 0; cursor.MoveNext(); row++)
            {
                if (isHeld is not null && isHeld() != heldOut) continue;
                var (label, weight) = reader.Read(features, row);
                if (pool is null) batches.Open().Add(features, label, weight);
                else if (pool.Count < shuffleRows) pool.Add(features, label, weight);
                else pool.Exchange(random.Next(pool.Count), features, label, weight, batches.Open());
            }
            while (pool is { Count: > 0 }) pool.Take(random.Next(pool.Count), batches.Open());
            batches.Finish();
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
        finally
        {
            ready.CompleteAdding();
        }
    }
}
