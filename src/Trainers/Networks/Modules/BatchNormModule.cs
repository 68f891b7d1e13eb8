using MLNetGradExt.Training;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>
/// Normalises each channel by the batch's mean and (biased) variance in training and by running statistics in evaluation, then scales and shifts.
/// A training batch with a single value a channel has no variance: it is normalised by the running statistics, which it leaves alone.
/// </summary>
internal sealed class BatchNormModule : nn.Module<Tensor, Tensor>, IRunningStatistics
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;
    [ComponentName(Name = "running_mean")] private readonly Tensor _mean;
    [ComponentName(Name = "running_var")] private readonly Tensor _variance;
    [ComponentName(Name = "num_batches_tracked")] private readonly Tensor _batches;
    private readonly double _epsilon;
    private readonly long _valuesPerRow;

    public BatchNormModule(LayerContext context, double momentum, double epsilon) : base("BatchNorm")
    {
        (Momentum, _epsilon) = (momentum, epsilon);
        var channels = context.InputShape[0];
        _valuesPerRow = 1;
        for (var i = 1; i < context.InputShape.Count; i++) _valuesPerRow *= context.InputShape[i];
        register_parameter("weight", _weight = ParameterMaker.Constant(context, "weight", [channels], 1));
        register_parameter("bias", _bias = ParameterMaker.Constant(context, "bias", [channels], 0));
        register_buffer("running_mean", _mean = ParameterMaker.Buffer(context, "running_mean", [channels], 0));
        register_buffer("running_var", _variance = ParameterMaker.Buffer(context, "running_var", [channels], 1));
        register_buffer("num_batches_tracked", _batches = zeros(1, ScalarType.Int64, context.Device).squeeze(0).DetachFromDisposeScope());
    }

    public double Momentum { get; set; }

    Tensor IRunningStatistics.Mean => _mean;

    Tensor IRunningStatistics.Variance => _variance;

    Tensor IRunningStatistics.Batches => _batches;

    public override Tensor forward(Tensor input)
    {
        var byBatch = training && (_valuesPerRow > 1 || input.size(0) > 1);
        if (byBatch) _batches.add_(One, One);
        return nn.functional.batch_norm(input, _mean, _variance, _weight, _bias, byBatch, Momentum, _epsilon);
    }
}
