using System.Globalization;
using TorchSharp;

namespace MLNetGradExt.Benchmarks.Serving;

/// <summary>What the process holds while nobody scores.</summary>
/// <param name="Managed">Bytes of live objects.</param>
/// <param name="WorkingSet">Bytes of the process in memory, native ones included.</param>
/// <param name="Tensors">Live tensors.</param>
internal sealed record MemorySample(long Managed, long WorkingSet, long Tensors)
{
    public static MemorySample Take()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return new MemorySample(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet, torch.Tensor.TotalCount);
    }

    /// <summary>Whether this is more than <paramref name="earlier"/> by what can't be chance: a tensor left by one call in a thousand is.</summary>
    public bool GrewSince(MemorySample earlier) => Managed - earlier.Managed > 8 << 20 || WorkingSet - earlier.WorkingSet > 64 << 20 || Tensors - earlier.Tensors > 1000;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"managed {Managed / 1048576.0,6:F1} MB  working set {WorkingSet / 1048576.0,7:F1} MB  tensors {Tensors,5}");
}
