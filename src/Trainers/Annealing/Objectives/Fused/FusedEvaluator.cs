using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>
/// Evaluates many candidates over rows in the processor's memory. Pairs of a candidate and a block are shared out over as many threads as libtorch
/// may use; each pair's sum is kept by itself and added up in order, so the result does not depend on the threads.
/// </summary>
internal sealed class FusedEvaluator(FusedNetwork network)
{
    // Below so many multiplications (about 30 microseconds of one thread) waking another one costs more than it brings.
    private const long WorthThreads = 400_000;
    private const int PairsAtOnce = 8;

    private AlignedFloats?[] _scratch = [];
    private double[] _parts = [];
    private int _scratchRows;

    /// <summary>Adds each candidate's Σ w·l over the rows to its sum. The population is [K, D], single precision, on the processor.</summary>
    public void AddLosses(Tensor population, FusedRows rows, FusedLoss loss, double[] sums)
    {
        var pairs = sums.Length * rows.Blocks;
        if (_parts.Length < pairs) _parts = new double[pairs];
        var parts = _parts;
        Share(population, rows, (ref float outputs, int candidate, int block) =>
            parts[candidate * rows.Blocks + block] = loss.Sum(ref outputs, ref rows.Labels(block), ref rows.Weights(block), rows.RowsOfBlock));
        for (var candidate = 0; candidate < sums.Length; candidate++)
            for (var block = 0; block < rows.Blocks; block++) sums[candidate] += parts[candidate * rows.Blocks + block];
    }

    /// <summary>The outputs of each candidate, [K, outputs, rows], in the caller's dispose scope.</summary>
    public Tensor Outputs(Tensor population, FusedRows rows)
    {
        var outputs = empty([population.size(0), network.Outputs, rows.Count], ScalarType.Float32, CPU);
        Share(population, rows, (ref float from, int candidate, int block) =>
        {
            var all = MemoryMarshal.Cast<byte, float>(outputs.bytes);
            var start = block * rows.RowsOfBlock;
            var length = Math.Min(rows.RowsOfBlock, rows.Count - start);
            for (var unit = 0; unit < network.Outputs; unit++)
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref from, unit * rows.RowsOfBlock), length).CopyTo(all[((candidate * network.Outputs + unit) * rows.Count + start)..]);
        });
        return outputs;
    }

    private delegate void Finish(ref float outputs, int candidate, int block);

    private void Share(Tensor population, FusedRows rows, Finish finish)
    {
        using var vectors = population.contiguous();
        var pairs = (int)population.size(0) * rows.Blocks;
        var threads = network.Cost * pairs * rows.RowsOfBlock < WorthThreads ? 1 : Math.Min(Math.Max(1, get_num_threads()), pairs);
        Prepare(threads, rows.RowsOfBlock);
        var next = 0;
        void Work(int worker)
        {
            ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, float>(vectors.bytes));
            var scratch = _scratch[worker]!;
            for (var from = Interlocked.Add(ref next, PairsAtOnce) - PairsAtOnce; from < pairs; from = Interlocked.Add(ref next, PairsAtOnce) - PairsAtOnce)
                for (var pair = from; pair < Math.Min(pairs, from + PairsAtOnce); pair++)
                {
                    var (candidate, block) = (pair / rows.Blocks, pair % rows.Blocks);
                    ref var outputs = ref network.Forward(ref Unsafe.Add(ref first, candidate * (nint)network.Dimension), ref rows.Features(block), scratch, rows.RowsOfBlock);
                    finish(ref outputs, candidate, block);
                }
        }
        if (threads == 1) Work(0);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, Work);
    }

    private void Prepare(int threads, int rowsOfBlock)
    {
        if (_scratch.Length < threads || _scratchRows < rowsOfBlock) (_scratch, _scratchRows) = (new AlignedFloats?[threads], rowsOfBlock);
        for (var i = 0; i < threads; i++) _scratch[i] ??= network.Scratch(rowsOfBlock);
    }
}
