using MLNetGradExt.Checkpoints;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Training;

/// <summary>
/// The mean loss over an epoch, and the first step whose loss was not finite. On the processor each loss is read at once;
/// on a device losses wait in a small tensor and are read together, so that a step does not wait for the device.
/// </summary>
internal sealed class LossMeter : ICheckpointable, IDisposable
{
    private const int DeviceWindow = 64;
    private readonly Tensor? _waiting;
    private readonly long[] _steps = new long[DeviceWindow];
    private int _count;
    private double _sum, _weight;

    public LossMeter(torch.Device device)
    {
        if (device.type != DeviceType.CPU) _waiting = zeros(2, DeviceWindow, ScalarType.Float32, device).DetachFromDisposeScope();
    }

    /// <summary>The first step with a loss that is not finite, or null.</summary>
    public long? BadStep { get; private set; }

    public void Begin() => (_count, _sum, _weight) = (0, 0, 0);

    /// <summary>Takes one batch's mean loss and what it was divided by: a scalar tensor, or the number of rows.</summary>
    public void Add(Tensor loss, Tensor? denominator, long rows, long step)
    {
        if (_waiting is null)
        {
            Fold(loss.Read(), denominator?.Read() ?? rows, step);
            return;
        }
        using (no_grad())
        {
            _waiting[0, _count].copy_(loss);
            using var count = ((double)rows).ToScalar();
            if (denominator is null) _waiting[1, _count].fill_(count);
            else _waiting[1, _count].copy_(denominator);
        }
        _steps[_count++] = step;
        if (_count == DeviceWindow) Read();
    }

    public double Mean()
    {
        Read();
        return _weight > 0 ? _sum / _weight : 0;
    }

    public void SaveState(IStateWriter writer)
    {
        Read();
        writer.Write("sum", _sum);
        writer.Write("weight", _weight);
    }

    public void LoadState(IStateReader reader) => (_sum, _weight) = (reader.ReadDouble("sum"), reader.ReadDouble("weight"));

    public void Dispose() => _waiting?.Dispose();

    private void Read()
    {
        if (_count == 0) return;
        using var scope = NewDisposeScope();
        var values = _waiting!.to(CPU).data<float>().ToArray();
        for (var i = 0; i < _count; i++) Fold(values[i], values[DeviceWindow + i], _steps[i]);
        _count = 0;
    }

    private void Fold(double loss, double weight, long step)
    {
        if (!double.IsFinite(loss)) BadStep ??= step;
        _sum += loss * weight;
        _weight += weight;
    }
}
