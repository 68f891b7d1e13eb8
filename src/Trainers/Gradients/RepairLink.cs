namespace MLNetGradExt.Gradients;

using MLNetGradExt.Checkpoints;
using MLNetGradExt.Training;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

/// <summary>A <see cref="GradientRepair"/> at work: measure, decide tensor by tensor, decide for the whole, act, report.</summary>
internal sealed class RepairLink : GradientLink
{
    private const double NonFiniteShrink = 0.9;
    private const int NonFinitePatience = 2, NonFiniteLimit = 60;

    private readonly RepairTensor[] _tensors;
    private readonly double[] _factors;
    private readonly TensorScaler _scaler;
    private readonly RepairHealing _healing = new();
    private readonly RepairJournal _journal;
    private readonly bool _heals;
    private long _nonFinite;

    public RepairLink(GradientRepair recipe, ParameterBuffer buffer)
    {
        _tensors = [.. buffer.Slices.Select(slice => new RepairTensor(slice, recipe))];
        _factors = new double[_tensors.Length];
        _scaler = new TensorScaler(buffer);
        _journal = new RepairJournal(_tensors);
        _heals = recipe.HealsWeights;
    }

    // The norms are kept up to date when gradients are scaled; when weights change the step ends here anyway.
    public override bool KeepsStatistics => true;

    public override void Apply(GradientStep step)
    {
        var statistics = step.Statistics;
        if (!statistics.AllFinite)
        {
            SkipNonFinite(step);
            return;
        }

        _nonFinite = 0;
        double reference = 0;
        for (var i = 0; i < _tensors.Length; i++)
        {
            _tensors[i].Limit(statistics.GradientNorms[i] / EffectiveNorm(_tensors[i], i, statistics.ParameterNorms));
            reference = Math.Max(reference, _tensors[i].Limited);
        }

        reference = Math.Min(reference, 1);
        foreach (var tensor in _tensors) tensor.Lift(reference);
        if (_heals) _healing.Decide(_tensors, statistics, reference);
        if (_healing.Ended) _journal.Healed(step, _healing);
        if (_healing.Remedy != Remedy.None) Heal(step, statistics.ParameterNorms);
        else Scale(step, statistics);
    }

    /// <summary>
    /// A weight's norm, but at least its natural one; a bias is measured by the weight it belongs to, since it may be zero.
    /// </summary>
    private double EffectiveNorm(RepairTensor tensor, int index, ReadOnlySpan<double> norms)
    {
        if (tensor.Slice.WeightIndex is not { } weight) return Math.Max(norms[index], tensor.NaturalNorm);
        var owner = _tensors[weight];
        return Math.Max(norms[index], Math.Max(norms[weight], owner.NaturalNorm) / Math.Sqrt(owner.Slice.FanIn));
    }

    private void Scale(GradientStep step, TensorStatistics statistics)
    {
        var any = false;
        for (var i = 0; i < _tensors.Length; i++)
        {
            _tensors[i].Remember();
            _factors[i] = _tensors[i].Factor;
            if (_factors[i] == 1) continue;
            any = true;
            statistics.Scaled(i, _factors[i]);
        }

        _journal.Report(step);
        if (any) _scaler.Scale(step.Flat, _factors);
    }

    private void Heal(GradientStep step, ReadOnlySpan<double> norms)
    {
        for (var i = 0; i < _tensors.Length; i++)
        {
            var tensor = _tensors[i];
            if (!tensor.IsWeight) continue;
            if (_healing.Remedy == Remedy.Shrink && (tensor.Exploding || _healing.ShrinksOn(tensor))) step.Parameters[i].mul_(Held(_healing.Factor));
            if (_healing.Remedy == Remedy.Flatten && norms[i] > tensor.NaturalNorm) step.Parameters[i].mul_(Held(_healing.Factor));
            if (_healing.Remedy != Remedy.Grow || norms[i] >= RepairHealing.LargestNorm * tensor.NaturalNorm) continue;
            step.Parameters[i].mul_(Held(_healing.Factor));
            if (norms[i] > RepairHealing.Offset * tensor.NaturalNorm) LoseOffset(step.Parameters[i]);
        }

        _journal.Healing(step, _healing);
        step.ParametersChanged();
        step.Skip(_healing.Remedy switch
        {
            Remedy.Grow => "healing: the weights grow until the gradient passes",
            Remedy.Shrink => "healing: the weights shrink until the gradient settles",
            _ => "healing: the weights shrink until the gradient no longer grows from layer to layer",
        });
    }

    /// <summary>Activations like the sigmoid ride on an offset that drowns the signal; rows that sum to zero do not pass it on.</summary>
    private static void LoseOffset(Tensor weight)
    {
        var rows = weight.view(weight.size(0), -1);
        rows.add_(rows.mean([1], true), Held(-RepairHealing.OffsetRate));
    }

    private void SkipNonFinite(GradientStep step)
    {
        _nonFinite++;
        _journal.NonFinite(step);
        if (_heals && _nonFinite is >= NonFinitePatience and <= NonFiniteLimit)
        {
            for (var i = 0; i < _tensors.Length; i++)
                if (_tensors[i].IsWeight) step.Parameters[i].mul_(Held(NonFiniteShrink));
            step.ParametersChanged();
            _journal.Shrunk(step, _nonFinite, NonFiniteShrink);
        }

        step.Skip("NaN or infinity in the gradients");
    }

    public override void SaveState(IStateWriter writer)
    {
        var state = new double[_tensors.Length * RepairTensor.StateSize + RepairHealing.StateSize + 1];
        var rest = state.AsSpan();
        foreach (var tensor in _tensors)
        {
            tensor.Save(rest);
            rest = rest[RepairTensor.StateSize..];
        }

        _healing.Save(rest);
        rest[^1] = _nonFinite;
        using var packed = tensor(state, dtype: ScalarType.Float64);
        writer.Write("tensors", packed);
        _journal.SaveState(writer.Scope("journal"));
    }

    public override void LoadState(IStateReader reader)
    {
        using var packed = reader.ReadTensor("tensors");
        var expected = _tensors.Length * RepairTensor.StateSize + RepairHealing.StateSize + 1;
        if (packed.NumberOfElements != expected)
            throw new InvalidDataException($"The state of gradient repair has {packed.NumberOfElements} numbers, but {expected} are needed: it belongs to another network.");
        ReadOnlySpan<double> rest = packed.data<double>().ToArray();
        foreach (var tensor in _tensors)
        {
            tensor.Load(rest);
            rest = rest[RepairTensor.StateSize..];
        }

        _healing.Load(rest);
        _nonFinite = (long)rest[^1];
        _journal.LoadState(reader.Scope("journal"));
    }

    public override void Dispose()
    {
        _scaler.Dispose();
        base.Dispose();
    }
}
