using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>A module that keeps a running mean and variance of its batches.</summary>
internal interface IRunningStatistics
{
    /// <summary>The running mean, one number a channel.</summary>
    Tensor Mean { get; }

    /// <summary>The running variance, one number a channel.</summary>
    Tensor Variance { get; }

    /// <summary>How many batches they have seen: a scalar of int64.</summary>
    Tensor Batches { get; }

    /// <summary>The share of the next batch.</summary>
    double Momentum { get; set; }
}
