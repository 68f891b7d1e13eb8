using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>A quench by any <see cref="Optimizer"/>, bound to the network's parameters as tensors of their own shapes.</summary>
internal sealed class OptimizerQuench : Quench
{
    private readonly AnnealingContext _context;
    private readonly Optimizer _optimizer;
    private readonly Parameter[] _parameters;
    private readonly ParameterBuffer _buffer;
    private Optimizers.OptimizerState? _state;
    private int _most;

    public OptimizerQuench(AnnealingContext context, Optimizer optimizer)
    {
        (_context, _optimizer) = (context, optimizer);
        var objective = context.Objective;
        var shapes = objective is NetworkObjective network
            ? network.Parameters.Stretches.Select(s => (s.Name, Shape: s.Shape.ToArray())).ToArray()
            : [("x", [objective.Dimension])];
        _parameters = [.. shapes.Select(s =>
        {
            var parameter = new Parameter(zeros(s.Shape, objective.Precision, objective.Device), true);
            parameter.DetachFromDisposeScope();
            return parameter;
        })];
        _buffer = ParameterBuffer.Bind(shapes.Zip(_parameters, (s, p) => (s.Name, p)));
    }

    public override Tensor Position()
    {
        using var _ = no_grad();
        return cat([.. _buffer.ParameterViews.Select(v => v.flatten())]);
    }

    public override void SaveState(IStateWriter writer)
    {
        base.SaveState(writer);
        writer.Write("most", (long)_most);
        writer.Write("values", _buffer.Values);
        writer.Write("bound", _state is null ? 0L : 1L);
        _state?.SaveState(writer.Scope("optimizer"));
    }

    public override void LoadState(IStateReader reader)
    {
        base.LoadState(reader);
        _most = (int)reader.ReadInt64("most");
        reader.ReadInto("values", _buffer.Values);
        if (reader.ReadInt64("bound") == 0) return;
        _state?.Dispose();
        _state = _optimizer.Bind(_buffer, _most);
        _state.LoadState(reader.Scope("optimizer"));
    }

    public override void Dispose()
    {
        _state?.Dispose();
        _buffer.Dispose();
        foreach (var parameter in _parameters) parameter.Dispose();
    }

    protected override void Start(Tensor start, int most)
    {
        _most = most;
        Scatter(start, _buffer.ParameterViews);
        _state?.Dispose();
        _state = _optimizer.Bind(_buffer, most);
    }

    protected override bool Advance()
    {
        var (losses, gradients) = _context.Gradients(Position().unsqueeze(0));
        Loss = losses[0];
        if (!double.IsFinite(Loss) || !gradients.isfinite().all().item<bool>()) return false;
        Scatter(gradients[0], _buffer.GradientViews);
        _state!.Step();
        return true;
    }

    private static void Scatter(Tensor vector, IReadOnlyList<Tensor> views)
    {
        using var _ = no_grad();
        long at = 0;
        foreach (var view in views)
        {
            view.copy_(vector.narrow(0, at, view.numel()).view(view.shape));
            at += view.numel();
        }
    }
}
