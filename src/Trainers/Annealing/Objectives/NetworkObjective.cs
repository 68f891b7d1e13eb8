using MLNetGradExt.Data;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>The loss of a network over all rows as a function of its parameters. Start points are drawn by the network's own initialisers.</summary>
internal sealed class NetworkObjective : IAnnealingObjective
{
    // Activations of one pass, in bytes: what stays near the processor, or keeps a device busy.
    private const long ProcessorBytes = 2L << 20, DeviceBytes = 1L << 30;
    private const int RowsAtOnce = 8192;

    // How far around given weights the other points to start from lie, in natural units.
    private const double StartSpread = 0.1;

    private readonly Network _network;
    private readonly Loss _loss;
    private readonly IBatchSource _rows;
    private readonly List<IBatchSource> _owned = [];
    private readonly ValueList<long> _inputShape;
    private readonly int _outputs;
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly BatchedNetwork? _batched;
    private readonly FusedObjective? _fused;
    private readonly double _denominator;
    private Tensor? _start;

    public NetworkObjective(Network network, Loss loss, IBatchSource rows, int outputs, torch.Device device, ScalarType precision, bool ownsRows = false)
    {
        (_network, _loss, _inputShape, _outputs, Device, Precision) = (network, loss, rows.FeatureShape, outputs, device, precision);
        if (ownsRows) _owned.Add(rows);
        using var generator = new Generator(0, CPU);
        _module = network.Build(Context(generator));
        try
        {
            _module.eval();
            Parameters = new ParameterVector(_module);
            _batched = BatchedNetwork.Of(network.Layers(Context(generator)), Parameters, _inputShape);
            using var scope = NewDisposeScope();
            Scales = Parameters.Scales(precision, device).DetachFromDisposeScope();
            _rows = rows;
            if (rows is TensorDataset data && precision == ScalarType.Float64) _owned.Add(_rows = Wide(data));
            _denominator = Denominator();
            if (device.type == DeviceType.CPU && precision == ScalarType.Float32) _fused = FusedObjective.Of(_batched?.Fuse(Dimension, _inputShape), loss, rows);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where each parameter lies in the vector.</summary>
    public ParameterVector Parameters { get; }

    /// <summary>Whether many candidates are evaluated in one forward pass.</summary>
    public bool IsBatched => _batched is not null;

    public long Dimension => Parameters.Length;

    public torch.Device Device { get; }

    public ScalarType Precision { get; }

    public bool HasGradient => _loss.HasGradient;

    public Tensor Scales { get; } = null!;

    /// <summary>Draws from now on around the weights of a module, the first point at them, instead of by the initialisers.</summary>
    public void StartAt(nn.Module<Tensor, Tensor> module)
    {
        using var scope = NewDisposeScope();
        _start?.Dispose();
        _start = Parameters.Read(module).to(Precision, Device, copy: true).DetachFromDisposeScope();
    }

    public Tensor Draw(int count, Generator generator)
    {
        using var scope = NewDisposeScope();
        if (_start is not null)
        {
            var moves = Noise.Normal([count, Dimension], Precision, Device, generator).mul_(Scales).mul_(Held(StartSpread));
            moves[0].fill_(Zero);
            return moves.add_(_start, One).MoveToOuterDisposeScope();
        }
        var points = new Tensor[count];
        for (var i = 0; i < count; i++)
        {
            using var module = _network.Build(Context(generator));
            points[i] = Parameters.Read(module);
        }
        return stack(points).MoveToOuterDisposeScope();
    }

    public Tensor Evaluate(Tensor population)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        if (_fused?.Sums(population, RowsAtOnce) is { } sums) return tensor(Array.ConvertAll(sums, sum => (float)(sum / _denominator))).MoveToOuterDisposeScope();
        var losses = new List<Tensor>();
        var atOnce = AtOnce(population.size(0));
        for (long start = 0; start < population.size(0); start += atOnce)
            losses.Add(OfCandidates(population.narrow(0, start, Math.Min(atOnce, population.size(0) - start)), null));
        return (losses.Count == 1 ? losses[0] : cat(losses)).MoveToOuterDisposeScope();
    }

    public (Tensor Losses, Tensor Gradients) Gradients(Tensor population)
    {
        using var scope = NewDisposeScope();
        using var _ = enable_grad();
        if (!HasGradient) throw new InvalidOperationException($"The loss {_loss} has no gradient.");
        var gradients = zeros_like(population);
        var losses = OfCandidates(population.detach(), gradients);
        return (losses.MoveToOuterDisposeScope(), gradients.MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        Scales?.Dispose();
        _start?.Dispose();
        _module.Dispose();
        foreach (var rows in _owned) rows.Dispose();
    }

    /// <summary>The mean losses of some candidates, [K]; adds to gradients [K, D] where they are given.</summary>
    private Tensor OfCandidates(Tensor candidates, Tensor? gradients)
    {
        var sums = zeros(candidates.size(0), Precision, Device);
        using var batches = _rows.Batches(RowsAtOnce, BatchOrder.Sequential, Device).GetEnumerator();
        for (var index = 0; ; index++)
        {
            using var scope = NewDisposeScope();
            if (!batches.MoveNext()) break;
            var batch = Fitting(batches.Current);
            if (_batched is null)
            {
                for (long i = 0; i < candidates.size(0); i++) OneByOne(candidates[i], batch, sums[i], gradients?[i]);
                continue;
            }
            var leaf = gradients is null ? candidates : candidates.detach().clone().requires_grad_(true);
            var output = gradients is null && _fused is not null ? _fused.Outputs(leaf, batch, index) : _batched.Forward(leaf, batch.Features);
            var part = Sum(output, batch).div(Held(_denominator));
            if (gradients is not null)
            {
                part.sum().backward();
                gradients.add_(leaf.grad!, One);
            }
            sums.add_(part.detach(), One);
        }
        return sums;
    }

    /// <summary>The way for networks without a batched form: one candidate's parameters into the module, one pass.</summary>
    private void OneByOne(Tensor candidate, Batch batch, Tensor sum, Tensor? gradient)
    {
        using var scope = NewDisposeScope();
        Parameters.Write(_module, candidate);
        var output = _module.call(batch.Features);
        var loss = _loss.Compute(output, batch.Labels, batch.Weights).mul(Held(BatchDenominator(batch) / _denominator));
        if (gradient is not null)
        {
            foreach (var parameter in ParameterVector.Trainable(_module)) parameter.grad = null;
            loss.backward();
            foreach (var (parameter, stretch) in ParameterVector.Trainable(_module).Zip(Parameters.Stretches))
                if (parameter.grad is { } own) gradient.narrow(0, stretch.Offset, stretch.Length).add_(own.flatten(), One);
        }
        using var _ = no_grad();
        sum.add_(loss.detach(), One);
    }

    /// <summary>Outputs [K, outputs, B] to each candidate's sum of weighted losses, [K].</summary>
    private Tensor Sum(Tensor output, Batch batch)
    {
        var (candidates, rows) = (output.size(0), output.size(2));
        var flat = output.size(1) == 1 ? output.reshape(candidates * rows, 1) : output.transpose(1, 2).reshape(candidates * rows, output.size(1));
        var labels = candidates == 1 ? batch.Labels : batch.Labels.unsqueeze(0).expand(candidates, rows).reshape(-1);
        if (_loss.PerRow(flat, labels) is { } perRow)
        {
            var losses = perRow.view(candidates, rows);
            return batch.Weights is null ? losses.sum(1L) : losses.mv(batch.Weights);
        }
        var denominator = BatchDenominator(batch);
        return stack(Enumerable.Range(0, (int)candidates).Select(k => _loss.Compute(flat.narrow(0, k * rows, rows), batch.Labels, batch.Weights).mul(Held(denominator))).ToArray());
    }

    // A stream gives single precision whatever the parameters have.
    private Batch Fitting(Batch batch) => batch.Features.dtype == Precision || !batch.Features.is_floating_point() ? batch
        : new Batch(batch.Features.to_type(Precision), batch.Labels.is_floating_point() ? batch.Labels.to_type(Precision) : batch.Labels, batch.Weights?.to_type(Precision));

    private double BatchDenominator(Batch batch) => _loss.Denominator(batch.Labels, batch.Weights)?.Read() ?? batch.Rows;

    private double Denominator()
    {
        double sum = 0;
        using var batches = _rows.Batches(RowsAtOnce, BatchOrder.Sequential, Device).GetEnumerator();
        while (true)
        {
            using var scope = NewDisposeScope();
            if (!batches.MoveNext()) return sum > 0 ? sum : throw new ArgumentException("There are no rows to train on, or all have the weight 0.");
            sum += BatchDenominator(batches.Current);
        }
    }

    private long AtOnce(long candidates)
    {
        if (_batched is null) return candidates;
        var rows = Math.Min(RowsAtOnce, _rows.RowCount ?? RowsAtOnce);
        var bytes = rows * (_fused?.Width ?? _batched.Width) * (Precision == ScalarType.Float64 ? 8 : 4);
        return Math.Clamp((Device.type == DeviceType.CPU ? ProcessorBytes : DeviceBytes) / Math.Max(1, bytes), 1, candidates);
    }

    private NetworkContext Context(Generator generator) => new(_inputShape, _outputs, generator, Device, Precision);

    private static TensorDataset Wide(TensorDataset data)
    {
        using var scope = NewDisposeScope();
        static Tensor Of(Tensor t) => t.is_floating_point() ? t.to(ScalarType.Float64, copy: true) : t.clone();
        return new TensorDataset(Of(data.Features), Of(data.Labels), data.Weights is null ? null : Of(data.Weights));
    }
}
