namespace MLNetGradExt.Optimizers;

using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using static TorchSharp.torch;

/// <summary>A <see cref="PartitionedOptimizer"/> at work: each group has its own optimizer over its own part of the buffer.</summary>
internal sealed class PartitionedState : OptimizerState
{
    private readonly List<(ParameterGroup Group, OptimizerState Optimizer)> _parts = [];
    private double _factor = 1;

    public PartitionedState(PartitionedOptimizer recipe, ParameterBuffer buffer, long totalSteps)
    {
        var owner = ParameterPattern.FirstMatches(buffer.Slices, [.. recipe.Groups.Select(g => g.Pattern)]);
        for (var i = 0; i < recipe.Groups.Count; i++)
        {
            var members = Enumerable.Range(0, owner.Length).Where(s => owner[s] == i).ToArray();
            if (members.Length == 0) continue;
            var group = new ParameterGroup(buffer, members);
            _parts.Add((group, recipe.Groups[i].Optimizer.Bind(group.Buffer, totalSteps)));
        }
    }

    public override long StepCount => _parts[0].Optimizer.StepCount;

    /// <summary>The learning rate of the first group that has parameters.</summary>
    public override double LearningRate => _parts[0].Optimizer.LearningRate;

    public override double LearningRateFactor
    {
        get => _factor;
        set
        {
            _factor = value;
            foreach (var (_, optimizer) in _parts) optimizer.LearningRateFactor = value;
        }
    }

    public override IReadOnlyDictionary<string, Tensor> State =>
        _parts.SelectMany((part, i) => part.Optimizer.State.Select(s => ($"group{i}.{s.Key}", s.Value))).ToDictionary(s => s.Item1, s => s.Value);

    public override bool HasAverage => _parts.Any(part => part.Optimizer.HasAverage);

    public override void Step()
    {
        foreach (var (group, optimizer) in _parts)
        {
            group.Gather();
            optimizer.Step();
            group.ReturnValues();
        }
    }

    public override void SwapAverage()
    {
        foreach (var (group, optimizer) in _parts)
        {
            group.Gather();
            optimizer.SwapAverage();
            group.ReturnValues();
        }
    }

    public override void SaveState(IStateWriter writer)
    {
        writer.Write("learningRateFactor", _factor);
        for (var i = 0; i < _parts.Count; i++) _parts[i].Optimizer.SaveState(writer.Scope($"group{i}"));
    }

    public override void LoadState(IStateReader reader)
    {
        _factor = reader.ReadDouble("learningRateFactor");
        for (var i = 0; i < _parts.Count; i++) _parts[i].Optimizer.LoadState(reader.Scope($"group{i}"));
    }

    public override void Dispose()
    {
        foreach (var (group, optimizer) in _parts)
        {
            optimizer.Dispose();
            group.Dispose();
        }
    }
}
