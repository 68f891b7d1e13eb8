using MLNetGradExt.Data;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>The loss of a network over all rows as a function of its parameters. Start points are drawn by the network's own initialisers.</summary>
internal sealed partial class NetworkObjective : IAnnealingObjective
{
    // Activations of one pass, in bytes: what stays near the processor, or keeps a device busy.
    private const long ProcessorBytes = 2L << 20, DeviceBytes = 1L << 30;
    private const int RowsAtOnce = 8192;

    // What a span of bytes can hold.
    private const long MostFloats = int.MaxValue / sizeof(float);

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
        Check(population);
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        if (population.size(0) <= MostFloats / Dimension && _fused?.Sums(population, RowsAtOnce) is { } sums) return tensor(Array.ConvertAll(sums, sum => (float)(sum / _denominator))).MoveToOuterDisposeScope();
        var losses = new List<Tensor>();
        var atOnce = AtOnce(population.size(0));
        for (long start = 0; start < population.size(0); start += atOnce)
            losses.Add(OfCandidates(population.narrow(0, start, Math.Min(atOnce, population.size(0) - start)), null));
        return (losses.Count == 1 ? losses[0] : cat(losses)).MoveToOuterDisposeScope();
    }

    public (Tensor Losses, Tensor Gradients) Gradients(Tensor population)
    {
        Check(population);
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

    private void Check(Tensor population)
    {
        if (population.ndim == 2 && population.size(1) == Dimension && population.dtype == Precision) return;
        throw new ArgumentException($"Candidates need {Precision} and the shape [K, {Dimension}], but are {population.dtype} [{string.Join(", ", population.shape)}].", nameof(population));
    }

    private NetworkContext Context(Generator generator) => new(_inputShape, _outputs, generator, Device, Precision);

    private static TensorDataset Wide(TensorDataset data)
    {
        using var scope = NewDisposeScope();
        static Tensor Of(Tensor t) => t.is_floating_point() ? t.to(ScalarType.Float64, copy: true) : t.clone();
        return new TensorDataset(Of(data.Features), Of(data.Labels), data.Weights is null ? null : Of(data.Weights));
    }
}
