using MLNetGradExt.Diagnostics;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Networks;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt;

/// <summary>A network with its weights, ready to score: always in evaluation mode, safe to call from any number of threads.</summary>
/// <remarks>
/// Threads score side by side, each with a module of its own over the same weights, made when threads first meet. A module of your own
/// (<see cref="Network.FromModule"/>, or a layer of your own) can't be made again: there threads take turns.
/// </remarks>
public sealed class TrainedNetwork : IDisposable
{
    private readonly ReplicaPool _pool;
    private readonly ScalarType _precision;
    private readonly DeviceType _deviceType;
    private readonly long _work;

    /// <summary>Takes over a module.</summary>
    /// <param name="recipe">What the module was built from.</param>
    /// <param name="inputShape">The shape of one row.</param>
    /// <param name="outputSize">The number of outputs.</param>
    /// <param name="module">The trained module; this object disposes it.</param>
    /// <param name="device">Where the module lives.</param>
    /// <param name="history">How it was trained.</param>
    /// <param name="options">With which options.</param>
    public TrainedNetwork(Network recipe, ValueList<long> inputShape, int outputSize, nn.Module<Tensor, Tensor> module, torch.Device device, History? history = null, TrainingOptions? options = null)
    {
        (Recipe, InputShape, OutputSize, Module, Device, History) = (recipe, inputShape, outputSize, module, device, history ?? new History());
        Report = new TrainingReport(History, recipe, options);
        if (options is not null) History.Settings = ReportSettings.ToKeep(options);
        module.eval();
        _precision = module.parameters().FirstOrDefault()?.dtype ?? ScalarType.Float32;
        _deviceType = device.type;
        var layers = Replica.Layers(recipe, inputShape, outputSize, module);
        _work = layers is null ? module.parameters().Sum(p => p.numel()) : LayerWork.Of(layers, inputShape);
        _pool = new ReplicaPool(module, layers is null ? 1 : Math.Max(16, 2 * Environment.ProcessorCount), () => Replica.Of(recipe, inputShape, outputSize, module, device));
    }

    /// <summary>The recipe.</summary>
    public Network Recipe { get; }

    /// <summary>The shape of one row, without the batch dimension.</summary>
    public ValueList<long> InputShape { get; }

    /// <summary>The number of outputs.</summary>
    public int OutputSize { get; }

    /// <summary>The module. Calling it directly, beside <see cref="Predict"/> in another thread, is at your own risk.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>Where the module lives.</summary>
    public torch.Device Device { get; }

    /// <summary>How it was trained.</summary>
    public History History { get; }

    /// <summary>The same with charts and a page to save.</summary>
    public TrainingReport Report { get; }

    /// <summary>The raw outputs (logits, not probabilities) of some rows.</summary>
    /// <param name="features">[B, input shape], on any device and of any number type.</param>
    /// <returns>[B, outputs] on the features' device; the caller, or the dispose scope around the call, owns it.</returns>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Tensor Predict(Tensor features)
    {
        var shape = features.shape;
        if (shape.Length != InputShape.Count + 1 || !shape.AsSpan(1).SequenceEqual(InputShape.AsSpan()))
            throw new ArgumentException($"The network takes rows of shape {InputShape}, but the features have shape [{string.Join(", ", shape)}] (the first number counts rows).", nameof(features));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var input = features.dtype == _precision ? features : features.to_type(_precision);
        var moves = features.device_type != DeviceType.CPU || _deviceType != DeviceType.CPU;
        if (moves) input = input.to(Device);
        using var turn = _deviceType == DeviceType.CPU ? ParallelPasses.Begin(shape[0] * _work) : default;
        using var lease = _pool.Rent();
        var output = lease.Module.call(input);
        if (ReferenceEquals(output, features)) output = output.alias(); // a module that gives back what it gets
        return (moves ? output.to(features.device) : output).MoveToOuterDisposeScope();
    }

    /// <summary>Layers, shapes, parameters and memory; print it.</summary>
    public NetworkSummary Summary() => NetworkSummary.Of(this);

    /// <summary>Parameters and buffers by name, as PyTorch names them; the tensors stay the module's.</summary>
    public IReadOnlyDictionary<string, Tensor> State() => Module.state_dict();

    /// <summary>Takes over weights from a safetensors file, such as PyTorch writes, by their names, while no other thread scores.</summary>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether every name and shape must agree; else what fits is taken and the rest stays as it is.</param>
    /// <returns>What matched.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="ArgumentException">Strict, and something differs (all differences are listed); or nothing fits at all.</exception>
    public WeightMatch ImportWeights(string path, bool strict = true)
    {
        return _pool.Alone(() => InitialWeights.FromFile(path, strict).Import(Module));
    }

    /// <summary>Writes the weights as a safetensors file, which PyTorch reads.</summary>
    /// <param name="path">The file: replaced at once or not at all.</param>
    public void ExportWeights(string path) => Safetensors.Save(path, State());

    /// <summary>Builds a recipe and gives it weights from elsewhere, such as a saved model.</summary>
    /// <param name="recipe">The network.</param>
    /// <param name="inputShape">The shape of one row.</param>
    /// <param name="outputSize">The number of outputs.</param>
    /// <param name="state">Every parameter and buffer by name; the tensors are copied.</param>
    /// <param name="device">Where to score.</param>
    /// <exception cref="ArgumentException">A name is missing or left over, or a shape differs; all differences are listed.</exception>
    public static TrainedNetwork Restore(Network recipe, ValueList<long> inputShape, int outputSize, IReadOnlyDictionary<string, Tensor> state, Device? device = null)
    {
        var where = (device ?? MLNetGradExt.Device.Cpu).Resolve();
        using var generator = new Generator(0, CPU);
        var module = recipe.Build(new NetworkContext(inputShape, outputSize, generator, where) { Budget = new Networks.ParameterBudget(state.Values.Sum(t => t.numel())) });
        try
        {
            ModuleState.Load(module, state);
            return new TrainedNetwork(recipe, inputShape, outputSize, module, where);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <summary>Releases the module, at once or, where another thread is scoring, when that is done.</summary>
    public void Dispose() => _pool.Dispose();
}
