using System.Numerics;
using MLNetGradExt.Data;
using MLNetGradExt.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>Candidates of one network over one source of rows, in single precision on the processor. Rows in memory are laid out once; those of a stream, batch after batch in the same place.</summary>
internal sealed class FusedObjective
{
    // Features that are kept a second time in their other layout, at most.
    private const long KeptFeatures = 1L << 28;

    private readonly FusedNetwork _network;
    private readonly FusedEvaluator _evaluator;
    private readonly Loss _loss;
    private readonly IBatchSource _source;
    private readonly List<FusedRows>? _kept;
    private readonly FusedRows _passing = new();
    private bool _complete;

    private FusedObjective(FusedNetwork network, Loss loss, IBatchSource source)
    {
        (_network, _loss, _source) = (network, loss, source);
        _evaluator = new FusedEvaluator(network);
        if (source is TensorDataset data && data.Features.numel() <= KeptFeatures) _kept = [];
    }

    /// <summary>What a row of a candidate takes of memory, in floats, where outputs leave the registers.</summary>
    public long Width => _network.Outputs;

    public static FusedObjective? Of(FusedNetwork? network, Loss loss, IBatchSource source) =>
        network is null || !Vector.IsHardwareAccelerated ? null : new FusedObjective(network, loss, source);

    /// <summary>Each candidate's Σ w·l over all rows, or null where the loss has no fused form.</summary>
    public double[]? Sums(Tensor population, int rowsAtOnce)
    {
        var sums = new double[population.size(0)];
        if (_complete)
        {
            foreach (var rows in _kept!)
                if (!Add(population, rows, sums)) return null;
            return sums;
        }
        using var batches = _source.Batches(rowsAtOnce, BatchOrder.Sequential, CPU).GetEnumerator();
        for (var index = 0; ; index++)
        {
            using var scope = NewDisposeScope();
            if (!batches.MoveNext()) break;
            if (!Add(population, RowsOf(batches.Current, index), sums)) return null;
        }
        _complete = _kept is not null;
        return sums;
    }

    /// <summary>The outputs of the candidates over the batch of this index, [K, outputs, rows].</summary>
    public Tensor Outputs(Tensor population, Batch batch, int index) => _evaluator.Outputs(population, RowsOf(batch, index));

    private bool Add(Tensor population, FusedRows rows, double[] sums)
    {
        if (FusedLoss.Of(_loss, _network.Outputs, rows.HasFloatingLabels) is not { } loss) return false;
        // What is no class is libtorch's to refuse.
        if (_loss is CrossEntropy && !rows.HasClasses(_network.Outputs)) return false;
        _evaluator.AddLosses(population, rows, loss, sums);
        return true;
    }

    private FusedRows RowsOf(Batch batch, int index)
    {
        if (index < _kept?.Count) return _kept[index];
        var rows = _kept is null ? _passing : new FusedRows();
        rows.Load(batch, _network.RowsOfBlock(batch.Rows));
        _kept?.Add(rows);
        return rows;
    }
}
