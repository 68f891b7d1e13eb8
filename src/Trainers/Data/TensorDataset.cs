using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Data;

/// <summary>
/// Rows that fit into memory. A shuffled epoch is one permutation drawn from (seed, epoch); rows are gathered in chunks of many batches,
/// so that a batch itself costs only a view. A single row left over at the end joins the batch before it,
/// because one row has no variance to normalise by.
/// </summary>
public sealed class TensorDataset : IBatchSource
{
    // Rows gathered at once: enough to amortise the call, small enough to stay in cache.
    private const long ChunkBytes = 8L << 20;

    private readonly Tensor _features, _labels;
    private readonly Tensor? _weights;
    private readonly long _rowBytes;
    private TensorDataset? _elsewhere;

    /// <summary>Takes over tensors: they are detached from their dispose scope and disposed with the dataset. Features and other floating values become single precision.</summary>
    /// <param name="features">[N, …]; of any number type.</param>
    /// <param name="labels">[N]: floating for regression and binary (0 or 1), int64 class indices for multiclass.</param>
    /// <param name="weights">[N], floating, or null.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit each other.</exception>
    public TensorDataset(Tensor features, Tensor labels, Tensor? weights = null)
    {
        if (features.ndim < 2) throw new ArgumentException($"Features need the shape [rows, ..], but have {features.ndim} dimension(s).", nameof(features));
        if (labels.ndim != 1 || labels.size(0) != features.size(0)) throw new ArgumentException($"Labels need the shape [{features.size(0)}], but have [{string.Join(", ", labels.shape)}].", nameof(labels));
        if (!labels.is_floating_point() && labels.dtype != ScalarType.Int64) throw new ArgumentException($"Labels need a floating type or int64, but are {labels.dtype}.", nameof(labels));
        if (weights is not null && (weights.ndim != 1 || weights.size(0) != features.size(0) || !weights.is_floating_point()))
            throw new ArgumentException($"Weights need a floating type and the shape [{features.size(0)}], but are {weights.dtype} [{string.Join(", ", weights.shape)}].", nameof(weights));
        _features = Single(features);
        _labels = Single(labels);
        _weights = weights is null ? null : Single(weights);
        Rows = _features.size(0);
        FeatureShape = [.. _features.shape.AsSpan(1)];
        _rowBytes = Math.Max(1, _features.numel() / Math.Max(1, Rows) * _features.element_size());
    }

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    /// <inheritdoc/>
    public long? RowCount => Rows;

    /// <inheritdoc/>
    public ValueList<long> FeatureShape { get; }

    /// <summary>All features, [N, …]; owned by the dataset.</summary>
    public Tensor Features => _features;

    /// <summary>All labels, [N]; owned by the dataset.</summary>
    public Tensor Labels => _labels;

    /// <summary>All weights, [N], or null; owned by the dataset.</summary>
    public Tensor? Weights => _weights;

    /// <summary>Copies arrays into a dataset with floating labels.</summary>
    /// <param name="features">Row after row.</param>
    /// <param name="columns">Features of a row.</param>
    /// <param name="labels">One a row.</param>
    /// <param name="weights">One a row, or null.</param>
    public static TensorDataset FromArrays(float[] features, int columns, float[] labels, float[]? weights = null) =>
        new(tensor(features).view(-1, columns), tensor(labels), weights is null ? null : tensor(weights));

    /// <summary>Copies arrays into a dataset with class labels.</summary>
    /// <param name="features">Row after row.</param>
    /// <param name="columns">Features of a row.</param>
    /// <param name="labels">One class index a row.</param>
    /// <param name="weights">One a row, or null.</param>
    public static TensorDataset FromArrays(float[] features, int columns, long[] labels, float[]? weights = null) =>
        new(tensor(features).view(-1, columns), tensor(labels), weights is null ? null : tensor(weights));

    /// <inheritdoc/>
    public IEnumerable<Batch> Batches(int batchSize, BatchOrder order, torch.Device device)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return On(device).BatchesHere(batchSize, order);
    }

    /// <summary>Divides the rows at random: the share that is kept for training, and the rest for validation.</summary>
    /// <param name="fraction">The share for validation, between 0 and 1; at least one row goes to each side.</param>
    /// <param name="seed">Equal seeds divide equally.</param>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public (TensorDataset Train, TensorDataset Validation) Split(double fraction, ulong seed)
    {
        if (!(fraction > 0 && fraction < 1)) throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction must lie between 0 and 1.");
        if (Rows < 2) throw new InvalidOperationException($"A split needs at least 2 rows, but there are {Rows}.");
        var kept = Math.Clamp((long)Math.Round(Rows * fraction), 1, Rows - 1);
        using var order = Permutation(seed);
        using var validation = order.narrow(0, 0, kept);
        using var train = order.narrow(0, kept, Rows - kept);
        return (Take(train), Take(validation));
    }

    /// <summary>A dataset of some rows, copied.</summary>
    /// <param name="rows">Row indices, int64.</param>
    public TensorDataset Take(Tensor rows) => new(_features.index_select(0, rows), _labels.index_select(0, rows), _weights?.index_select(0, rows));

    /// <summary>Releases the rows.</summary>
    public void Dispose()
    {
        _elsewhere?.Dispose();
        _features.Dispose();
        _labels.Dispose();
        _weights?.Dispose();
    }

    private static Tensor Single(Tensor values)
    {
        if (values.dtype is ScalarType.Float32) return values.DetachFromDisposeScope();
        if (values.ndim == 1 && values.dtype == ScalarType.Int64) return values.DetachFromDisposeScope(); // class labels
        var single = values.to_type(ScalarType.Float32).DetachFromDisposeScope();
        values.Dispose();
        return single;
    }

    private IEnumerable<Batch> BatchesHere(int batchSize, BatchOrder order)
    {
        using var permutation = order.IsShuffled ? Permutation(order.EpochSeed) : null;
        var perChunk = permutation is null ? Rows : Math.Max(1, ChunkBytes / _rowBytes / batchSize) * batchSize;
        for (long start = 0, length; start < Rows; start += length)
        {
            length = Rows - start <= perChunk + 1 ? Rows - start : perChunk;
            using var chunk = permutation is null ? new Chunk(_features, _labels, _weights, Owned: false) : Gather(permutation, start, length);
            for (long at = 0, size; at < length; at += size)
            {
                size = BatchPlan.Size(length - at, batchSize);
                if (size < batchSize && order.DropLast) break;
                yield return chunk.Slice(at, size);
            }
        }
    }

    private Chunk Gather(Tensor permutation, long start, long length)
    {
        using var rows = permutation.narrow(0, start, length);
        return new Chunk(
            _features.index_select(0, rows).DetachFromDisposeScope(), _labels.index_select(0, rows).DetachFromDisposeScope(),
            _weights?.index_select(0, rows).DetachFromDisposeScope(), Owned: true);
    }

    private Tensor Permutation(ulong seed)
    {
        // Drawn on the processor, so that every device sees the same order.
        using var generator = new Generator(seed, CPU);
        using var drawn = randperm(Rows, ScalarType.Int64, CPU, generator: generator);
        return drawn.to(_features.device, copy: true).DetachFromDisposeScope();
    }

    private TensorDataset On(torch.Device device)
    {
        if (_features.device.type == device.type && (_features.device.index == device.index || device.type == DeviceType.CPU)) return this;
        if (_elsewhere is not null && _elsewhere._features.device.index == device.index) return _elsewhere;
        _elsewhere?.Dispose();
        return _elsewhere = new TensorDataset(_features.to(device), _labels.to(device), _weights?.to(device));
    }

    private sealed record Chunk(Tensor Features, Tensor Labels, Tensor? Weights, bool Owned) : IDisposable
    {
        public Batch Slice(long start, long length) => new(Features.narrow(0, start, length), Labels.narrow(0, start, length), Weights?.narrow(0, start, length));

        public void Dispose()
        {
            if (!Owned) return;
            Features.Dispose();
            Labels.Dispose();
            Weights?.Dispose();
        }
    }
}
