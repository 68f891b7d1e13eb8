namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>A TorchSharp optimizer at work on the parameters of a buffer.</summary>
internal sealed class TorchState : OptimizerState
{
    private readonly optim.Optimizer _optimizer;
    private readonly Schedule? _rate;
    private readonly double[] _initial;
    private long _count;

    public TorchState(TorchOptimizer recipe, ParameterBuffer buffer, long totalSteps)
    {
        using var scope = NewDisposeScope();
        _optimizer = recipe.Factory(buffer.Parameters);
        _rate = recipe.Rate?.Over(totalSteps);
        _initial = [.. _optimizer.ParamGroups.Select(group => group.LearningRate)];
    }

    public override long StepCount => _count;

    public override double LearningRate => (_rate?.At(_count) ?? _initial[0]) * LearningRateFactor;

    /// <summary>Empty: TorchSharp keeps its state to itself.</summary>
    public override IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor>();

    public override void Step()
    {
        var i = 0;
        foreach (var group in _optimizer.ParamGroups) group.LearningRate = (_rate?.At(_count) ?? _initial[i++]) * LearningRateFactor;
        _optimizer.step()?.Dispose();
        _count++;
    }

    public override void SaveState(IStateWriter writer)
    {
        writer.Write("steps", _count);
        writer.Write("learningRateFactor", LearningRateFactor);
        if (_optimizer is not OptimizerHelper helper) return;
        using var stream = new MemoryStream();
        using var binary = new BinaryWriter(stream);
        helper.save_state_dict(binary);
        writer.Write("state", Convert.ToBase64String(stream.ToArray()));
    }

    public override void LoadState(IStateReader reader)
    {
        _count = reader.ReadInt64("steps");
        LearningRateFactor = ReadFactor(reader);
        if (_optimizer is not OptimizerHelper helper || !reader.Has("state")) return;
        using var binary = new BinaryReader(new MemoryStream(Convert.FromBase64String(reader.ReadString("state"))));
        helper.load_state_dict(binary);
    }

    public override void Dispose() => _optimizer.Dispose();
}
