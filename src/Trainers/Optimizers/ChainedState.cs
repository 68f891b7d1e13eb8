namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>A <see cref="ChainedOptimizer"/> at work: a fixed number of operations on flat tensors, however many parameters there are.</summary>
internal sealed class ChainedState : OptimizerState
{
    private readonly ParameterBuffer _buffer;
    private readonly UpdateLink[] _links;
    private readonly WeightLink[] _afterwards;
    private readonly Schedule _learningRate;
    private readonly Tensor _update;
    private readonly UpdateStep _step;
    private long _count;

    public ChainedState(ChainedOptimizer recipe, ParameterBuffer buffer, long totalSteps)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var context = new UpdateContext(buffer, totalSteps);
        _buffer = buffer;
        _links = [.. recipe.Links.Select(link => link.Bind(context))];
        _afterwards = [.. recipe.Afterwards.Select(link => link.Bind(context))];
        _learningRate = recipe.LearningRate.Over(totalSteps);
        _update = context.NewState();
        _step = new UpdateStep(buffer.Values, _update);
    }

    public override long StepCount => _count;

    public override double LearningRate => _learningRate.At(_count) * LearningRateFactor;

    public override bool HasAverage => Average is not null;

    public override IReadOnlyDictionary<string, Tensor> State => Named().ToDictionary(s => s.Name, s => s.Tensor);

    private Tensor? Average => _afterwards.Select(link => link.Average).FirstOrDefault(average => average is not null);

    public override void Step()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var learningRate = LearningRate;
        _step.Count = ++_count;
        _step.LearningRate = learningRate;
        _update.copy_(_buffer.Gradients);
        foreach (var link in _links) link.Apply(_step);
        _buffer.Values.add_(_update, Held(-learningRate));
        foreach (var link in _afterwards) link.Apply(_step);
    }

    public override void SwapAverage()
    {
        if (Average is not { } average) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var current = _buffer.Values.clone();
        _buffer.Values.copy_(average);
        average.copy_(current);
    }

    public override void SaveState(IStateWriter writer)
    {
        writer.Write("steps", _count);
        writer.Write("learningRateFactor", LearningRateFactor);
        for (var i = 0; i < _links.Length; i++) _links[i].SaveState(writer.Scope($"link{i}"));
        for (var i = 0; i < _afterwards.Length; i++) _afterwards[i].SaveState(writer.Scope($"after{i}"));
    }

    public override void LoadState(IStateReader reader)
    {
        _count = reader.ReadInt64("steps");
        LearningRateFactor = ReadFactor(reader);
        for (var i = 0; i < _links.Length; i++) _links[i].LoadState(reader.Scope($"link{i}"));
        for (var i = 0; i < _afterwards.Length; i++) _afterwards[i].LoadState(reader.Scope($"after{i}"));
    }

    public override void Dispose()
    {
        foreach (var link in _links) link.Dispose();
        foreach (var link in _afterwards) link.Dispose();
        _update.Dispose();
    }

    private IEnumerable<(string Name, Tensor Tensor)> Named() =>
        _links.SelectMany((link, i) => link.State.Select(s => ($"{i}.{s.Key}", s.Value)))
            .Concat(_afterwards.SelectMany((link, i) => link.State.Select(s => ($"after.{i}.{s.Key}", s.Value))));
}
