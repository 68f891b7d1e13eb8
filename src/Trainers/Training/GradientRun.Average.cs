using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

// Averaged weights, where the optimizer keeps them, are what is judged and kept; training itself goes on with the others.
internal sealed partial class GradientRun
{
    private bool _measured;

    /// <summary>Whether anybody looks at the network at the end of an epoch.</summary>
    private bool IsWatched => _data.Validation is not null || _callbacks.Length > 0;

    /// <summary>Puts the averaged weights in place, with batch statistics of their own.</summary>
    private void UseAverage(CancellationToken token)
    {
        if (!_optimizer.HasAverage) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var own = Parameters.Values.clone();
        _optimizer.SwapAverage();
        _measured = _statistics is not null && !Parameters.Values.eq(own).all().item<bool>();
        if (!_measured) return; // the average has not left the weights yet, or there is nothing to measure
        _statistics!.Keep();
        var order = BatchOrder.Shuffled(_plan.SeedOf(Seeds.Shuffling), Public.Epoch - 1); // rows sorted by label would make odd batches
        _statistics.Measure(_data.Train.Batches(_plan.BatchSize, order, _device), token);
    }

    /// <summary>Gives training its own weights and statistics back.</summary>
    private void PutAverageAway()
    {
        _optimizer.SwapAverage();
        if (_measured) _statistics!.PutBack();
        _measured = false;
    }
}
