using MLNetGradExt.Data;
using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

// The forward passes by tensors: in batches, or one after another where a layer has no batched form.
internal sealed partial class NetworkObjective
{
    /// <summary>The mean losses of some candidates, [K]; adds to gradients [K, D] where they are given.</summary>
    private Tensor OfCandidates(Tensor candidates, Tensor? gradients)
    {
        var sums = zeros(candidates.size(0), Precision, Device);
        using var batches = _rows.Batches(RowsAtOnce, BatchOrder.Sequential, Device).GetEnumerator();
        for (var index = 0; ; index++)
        {
            using var scope = NewDisposeScope();
            if (!batches.MoveNext()) break;
            var batch = Fitting(batches.Current);
            if (_batched is null)
            {
                for (long i = 0; i < candidates.size(0); i++) OneByOne(candidates[i], batch, sums[i], gradients?[i]);
                continue;
            }
            var leaf = gradients is null ? candidates : candidates.detach().clone().requires_grad_(true);
            var output = gradients is null && _fused is not null ? _fused.Outputs(leaf, batch, index) : _batched.Forward(leaf, batch.Features);
            var part = Sum(output, batch).div(Held(_denominator));
            if (gradients is not null)
            {
                part.sum().backward();
                gradients.add_(leaf.grad!, One);
            }
            sums.add_(part.detach(), One);
        }
        return sums;
    }

    /// <summary>The way for networks without a batched form: one candidate's parameters into the module, one pass.</summary>
    private void OneByOne(Tensor candidate, Batch batch, Tensor sum, Tensor? gradient)
    {
        using var scope = NewDisposeScope();
        Parameters.Write(_module, candidate);
        var output = _module.call(batch.Features);
        var loss = _loss.Compute(output, batch.Labels, batch.Weights).mul(Held(BatchDenominator(batch) / _denominator));
        if (gradient is not null)
        {
            foreach (var parameter in ParameterVector.Trainable(_module)) parameter.grad = null;
            loss.backward();
            foreach (var (parameter, stretch) in ParameterVector.Trainable(_module).Zip(Parameters.Stretches))
                if (parameter.grad is { } own) gradient.narrow(0, stretch.Offset, stretch.Length).add_(own.flatten(), One);
        }
        using var _ = no_grad();
        sum.add_(loss.detach(), One);
    }

    /// <summary>Outputs [K, outputs, B] to each candidate's sum of weighted losses, [K].</summary>
    private Tensor Sum(Tensor output, Batch batch)
    {
        var (candidates, rows) = (output.size(0), output.size(2));
        var flat = output.size(1) == 1 ? output.reshape(candidates * rows, 1) : output.transpose(1, 2).reshape(candidates * rows, output.size(1));
        var labels = candidates == 1 ? batch.Labels : batch.Labels.unsqueeze(0).expand(candidates, rows).reshape(-1);
        if (_loss.PerRow(flat, labels) is { } perRow)
        {
            var losses = perRow.view(candidates, rows);
            return batch.Weights is null ? losses.sum(1L) : losses.mv(batch.Weights);
        }
        var denominator = BatchDenominator(batch);
        return stack(Enumerable.Range(0, (int)candidates).Select(k => _loss.Compute(flat.narrow(0, k * rows, rows), batch.Labels, batch.Weights).mul(Held(denominator))).ToArray());
    }

    // A stream gives single precision whatever the parameters have.
    private Batch Fitting(Batch batch) => batch.Features.dtype == Precision || !batch.Features.is_floating_point() ? batch
        : new Batch(batch.Features.to_type(Precision), batch.Labels.is_floating_point() ? batch.Labels.to_type(Precision) : batch.Labels, batch.Weights?.to_type(Precision));

    private double BatchDenominator(Batch batch) => _loss.Denominator(batch.Labels, batch.Weights)?.Read() ?? batch.Rows;

    private double Denominator()
    {
        double sum = 0;
        using var batches = _rows.Batches(RowsAtOnce, BatchOrder.Sequential, Device).GetEnumerator();
        while (true)
        {
            using var scope = NewDisposeScope();
            if (!batches.MoveNext()) return sum > 0 ? sum : throw new ArgumentException("There are no rows to train on, or all have the weight 0.");
            sum += BatchDenominator(batches.Current);
        }
    }

    private long AtOnce(long candidates)
    {
        if (_batched is null) return candidates;
        var rows = Math.Min(RowsAtOnce, _rows.RowCount ?? RowsAtOnce);
        var bytes = rows * (_fused?.Width ?? _batched.Width) * (Precision == ScalarType.Float64 ? 8 : 4);
        return Math.Clamp((Device.type == DeviceType.CPU ? ProcessorBytes : DeviceBytes) / Math.Max(1, bytes), 1, candidates);
    }
}
