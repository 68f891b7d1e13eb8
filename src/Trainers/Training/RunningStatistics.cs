using MLNetGradExt.Data;
using MLNetGradExt.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>
/// The running statistics of a network's batch normalisation. Averaged weights have never seen a batch, so theirs are measured in a pass over
/// the rows: the plain mean of the batches' statistics, as <c>torch.optim.swa_utils.update_bn</c> does. Everything but the normalisation stays in
/// evaluation mode: no mask is drawn, and what is measured is what the network will see when it scores.
/// </summary>
internal sealed class RunningStatistics : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly (nn.Module Module, IRunningStatistics Statistics)[] _parts;
    private readonly Tensor[] _kept;

    private RunningStatistics(nn.Module<Tensor, Tensor> network, (nn.Module, IRunningStatistics)[] parts)
    {
        (_network, _parts) = (network, parts);
        using var _ = no_grad();
        _kept = [.. Buffers.Select(buffer => buffer.clone().DetachFromDisposeScope())];
    }

    /// <summary>The statistics of a network, or null when it keeps none.</summary>
    public static RunningStatistics? Of(nn.Module<Tensor, Tensor> network)
    {
        (nn.Module, IRunningStatistics)[] parts = [.. network.named_modules().Select(m => m.module).Prepend(network).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<nn.Module>().Select(module => (module, Of(module))).Where(part => part.Item2 is not null).Select(part => (part.module, part.Item2!))];
        return parts.Length == 0 ? null : new RunningStatistics(network, parts);
    }

    /// <summary>Measures them anew.</summary>
    public void Measure(IEnumerable<Batch> pass, CancellationToken token)
    {
        var wasTraining = _network.training;
        double[] momentum = [.. _parts.Select(part => part.Statistics.Momentum)];
        using var _ = no_grad();
        try
        {
            _network.eval();
            foreach (var (module, statistics) in _parts)
            {
                module.train();
                statistics.Mean.fill_(Numbers.Zero);
                statistics.Variance.fill_(Numbers.One);
                statistics.Batches.fill_(Numbers.Zero);
            }

            using var batches = pass.GetEnumerator();
            while (true)
            {
                token.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                if (!batches.MoveNext()) break;
                foreach (var (_, statistics) in _parts) statistics.Momentum = 1.0 / (1 + statistics.Batches.item<long>());
                _network.call(batches.Current.Features);
            }
        }
        finally
        {
            for (var i = 0; i < _parts.Length; i++) _parts[i].Statistics.Momentum = momentum[i];
            _network.train(wasTraining);
        }
    }

    /// <summary>Remembers them as they are now.</summary>
    public void Keep() => Copy(Buffers, _kept);

    /// <summary>Puts back what <see cref="Keep"/> remembered.</summary>
    public void PutBack() => Copy(_kept, Buffers);

    public void Dispose()
    {
        foreach (var tensor in _kept) tensor.Dispose();
    }

    private IEnumerable<Tensor> Buffers => _parts.SelectMany(part => new[] { part.Statistics.Mean, part.Statistics.Variance, part.Statistics.Batches });

    private static void Copy(IEnumerable<Tensor> from, IEnumerable<Tensor> to)
    {
        using var _ = no_grad();
        foreach (var (source, target) in from.Zip(to)) target.copy_(source);
    }

    private static IRunningStatistics? Of(nn.Module module) => module switch
    {
        IRunningStatistics own => own,
        TorchSharp.Modules.BatchNorm { running_mean: not null, running_var: not null, num_batches_tracked: not null } theirs => new Theirs(theirs),
        _ => null,
    };

    // TorchSharp's own batch normalisation, in a user's module.
    private sealed class Theirs(TorchSharp.Modules.BatchNorm norm) : IRunningStatistics
    {
        private readonly double? _momentum = norm.momentum;

        public Tensor Mean => norm.running_mean!;

        public Tensor Variance => norm.running_var!;

        public Tensor Batches => norm.num_batches_tracked!;

        public double Momentum
        {
            get => norm.momentum ?? double.NaN;
            set => norm.momentum = double.IsNaN(value) ? _momentum : value;
        }
    }
}
