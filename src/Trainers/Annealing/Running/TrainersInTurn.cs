using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>One trainer, then another that starts from the first one's weights.</summary>
/// <param name="First">Finds where to start.</param>
/// <param name="Second">Goes on from there.</param>
internal sealed record TrainersInTurn(Trainer First, Trainer Second) : Trainer
{
    public override TrainedNetwork Train(TrainingJob job, CancellationToken token = default)
    {
        using var first = First.Train(job, token);
        using var second = Second.Train(job with { Network = new StartedNetwork(job.Network, first) }, token);
        // The recipe of the result is the user's own, so that it can be saved; the module is copied into it.
        var network = TrainedNetwork.Restore(job.Network, second.InputShape, second.OutputSize, second.State(), job.Options.Device);
        return new TrainedNetwork(job.Network, second.InputShape, second.OutputSize, network.Module, network.Device, Joined(first.History, second.History), job.Options);
    }

    private static History Joined(History first, History second)
    {
        var joined = new History { StopReason = second.StopReason, StopMessage = second.StopMessage };
        var (epochs, steps) = (first.Epochs.Count, first.Epochs.Count > 0 ? first.Epochs[^1].Steps : 0);
        joined.RestoredEpoch = second.RestoredEpoch + epochs;
        foreach (var epoch in first.Epochs) joined.Add(epoch);
        foreach (var epoch in second.Epochs) joined.Add(epoch with { Epoch = epoch.Epoch + epochs, Steps = epoch.Steps + steps });
        foreach (var history in new[] { first, second })
        {
            joined.AddEvents(history.Events);
            foreach (var (name, points) in history.Traces)
                foreach (var (at, value) in points) joined.Trace(name, at, value);
        }
        return joined;
    }
}

/// <summary>A network whose fresh modules begin with weights that were found before.</summary>
internal sealed record StartedNetwork(Network Inner, TrainedNetwork Found) : Network
{
    public override ValueList<Layer>? Layers(NetworkContext context) => Inner.Layers(context);

    public override nn.Module<Tensor, Tensor> Build(NetworkContext context)
    {
        var module = Inner.Build(context);
        try
        {
            Training.ModuleState.Load(module, Found.State());
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }
}
