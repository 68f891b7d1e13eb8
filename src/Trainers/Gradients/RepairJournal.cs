namespace MLNetGradExt.Gradients;

using System.Globalization;
using MLNetGradExt.Checkpoints;

/// <summary>
/// Writes down what gradient repair decides. A state that lasts is reported when it begins, whenever its factor has changed by more than ten times since,
/// and when it ends; nothing else about it happened in between.
/// </summary>
internal sealed class RepairJournal(RepairTensor[] tensors) : ICheckpointable
{
    private readonly string?[] _state = new string?[tensors.Length];
    private readonly double[] _factor = new double[tensors.Length];
    private readonly bool[] _dead = new bool[tensors.Length];
    private Remedy _remedy;

    public void Report(GradientStep step)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            var tensor = tensors[i];
            if (_dead[i] != (tensor.Measured == 0)) Died(step, i);
            var state = tensor.Vanishing ? "vanished" : tensor.Exploding ? "exploded" : tensor.Spiking ? "spiked" : null;
            if (state is null && _state[i] is null) continue;
            if (state is null) Recovered(step, i);
            else if (tensor.Factor != 1 && (state != _state[i] || Math.Abs(Math.Log10(tensor.Factor / _factor[i])) > 1)) Struck(step, i, state);
            else if (state != _state[i]) continue;
            _state[i] = state;
        }
    }

    public void NonFinite(GradientStep step)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            if (step.Statistics.IsFinite(i)) continue;
            var name = tensors[i].Slice.Name;
            step.Log(new GradientEvent(step.Step, name, "non-finite", step.Statistics.GradientNorms[i], 0, 0,
                $"{name} has NaN or infinity in its gradient at step {step.Step}; the step is skipped"));
        }
    }

    public void Shrunk(GradientStep step, long steps, double factor) => step.Log(new GradientEvent(step.Step, "*", "shrunk", double.NaN, 0, factor,
        $"gradients hold NaN or infinity for {steps} steps in a row at step {step.Step}; all weights shrunk x{Number(factor)}"));

    public void Healing(GradientStep step, RepairHealing healing)
    {
        if (healing.Remedy == _remedy) return;
        _remedy = healing.Remedy;
        if (_remedy == Remedy.Flatten)
        {
            step.Log(new GradientEvent(step.Step, "*", "flattening", healing.Growth, healing.Growth, healing.Factor,
                $"the gradient grows x{Number(healing.Growth)} from the last weight to the first at step {step.Step}, by the same factor in each; shrinking the weights, x{Number(healing.Factor)} a step"));
            return;
        }

        var weights = tensors.Where(t => t.IsWeight).ToArray();
        var (what, count, extreme) = healing.Remedy == Remedy.Grow
            ? ("growing", weights.Count(t => t.Vanishing), weights.Min(t => t.Measured))
            : ("shrinking", weights.Count(t => t.Exploding), weights.Max(t => t.Measured));
        var trouble = healing.Remedy == Remedy.Grow ? "vanish" : "explode";
        step.Log(new GradientEvent(step.Step, "*", what, extreme, extreme, healing.Factor,
            $"{count} of {weights.Length} weights {trouble} at step {step.Step}, the worst at {Number(extreme)} of its norm; {what} all that do, x{Number(healing.Factor)} a step"));
    }

    public void Healed(GradientStep step, RepairHealing healing)
    {
        _remedy = Remedy.None;
        step.Log(new GradientEvent(step.Step, "*", healing.GaveUp ? "not healed" : "healed", double.NaN, double.NaN, 1, healing.GaveUp
            ? $"rescaling the weights did not help by step {step.Step}, after {healing.Steps} steps; the run goes on as it is"
            : $"the gradient passes through all weights again at step {step.Step}, after {healing.Steps} healing steps"));
    }

    public void SaveState(IStateWriter writer)
    {
        writer.Write("remedy", (long)_remedy);
        for (var i = 0; i < tensors.Length; i++)
        {
            if (_state[i] is null && !_dead[i]) continue;
            var own = writer.Scope($"tensor{i}");
            own.Write("state", _state[i] ?? "");
            own.Write("factor", _factor[i]);
            own.Write("dead", _dead[i] ? 1L : 0L);
        }
    }

    public void LoadState(IStateReader reader)
    {
        _remedy = (Remedy)reader.ReadInt64("remedy");
        for (var i = 0; i < tensors.Length; i++)
        {
            var own = reader.Scope($"tensor{i}");
            var known = own.Has("state");
            _state[i] = known && own.ReadString("state") is { Length: > 0 } state ? state : null;
            _factor[i] = known ? own.ReadDouble("factor") : 0;
            _dead[i] = known && own.ReadInt64("dead") != 0;
        }
    }

    private void Struck(GradientStep step, int index, string state)
    {
        var tensor = tensors[index];
        _factor[index] = tensor.Factor;
        var size = state == "vanished" ? $"{Number(tensor.Measured)} of its weight norm" : $"{Number(tensor.Measured)} times its weight norm";
        step.Log(new GradientEvent(step.Step, tensor.Slice.Name, state, tensor.Measured, tensor.Repaired, tensor.Factor,
            $"{tensor.Slice.Name} {state} at step {step.Step}: {size}; scaled x{Number(tensor.Factor)}"));
    }

    private void Recovered(GradientStep step, int index)
    {
        var tensor = tensors[index];
        step.Log(new GradientEvent(step.Step, tensor.Slice.Name, "recovered", tensor.Measured, tensor.Measured, 1,
            $"{tensor.Slice.Name} {(_state[index] == "spiked" ? "is calm" : "recovered")} at step {step.Step}: {Number(tensor.Measured)} of its weight norm"));
    }

    private void Died(GradientStep step, int index)
    {
        var tensor = tensors[index];
        _dead[index] = tensor.Measured == 0;
        step.Log(new GradientEvent(step.Step, tensor.Slice.Name, _dead[index] ? "dead" : "alive", tensor.Measured, tensor.Measured, 1, _dead[index]
            ? $"{tensor.Slice.Name} has a gradient of exactly zero at step {step.Step}: nothing reaches it"
            : $"{tensor.Slice.Name} has a gradient again at step {step.Step}"));
    }

    private static string Number(double value) =>
        value.ToString(value is >= 1000 or < 0.001 ? "0e0" : value < 10 ? "0.###" : "0", CultureInfo.InvariantCulture);
}
