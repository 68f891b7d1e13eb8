using TorchSharp;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Annealing;

/// <summary>A user's function of a batch of vectors. Points to start from are normal around the given one.</summary>
internal sealed class FunctionObjective : IAnnealingObjective
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly Tensor _start;

    public FunctionObjective(Func<Tensor, Tensor> function, Tensor start, Tensor? scales, bool hasGradient)
    {
        if (start.ndim != 1 || start.size(0) < 1 || !start.is_floating_point()) throw new ArgumentException($"The start needs the shape [dimension] and a floating type, but is {start.dtype} [{string.Join(", ", start.shape)}].", nameof(start));
        if (scales is not null && (scales.ndim != 1 || scales.size(0) != start.size(0))) throw new ArgumentException($"The scales need the shape [{start.size(0)}], but have [{string.Join(", ", scales.shape)}].", nameof(scales));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _function = function;
        _start = start.detach().clone().DetachFromDisposeScope();
        Scales = (scales is null ? ones_like(_start) : scales.detach().to(_start.dtype, _start.device, copy: true)).DetachFromDisposeScope();
        HasGradient = hasGradient;
    }

    public long Dimension => _start.size(0);

    public torch.Device Device => _start.device;

    public ScalarType Precision => _start.dtype;

    public bool HasGradient { get; }

    public Tensor Scales { get; }

    public Tensor Draw(int count, Generator generator) => Noise.Normal([count, Dimension], Precision, Device, generator).mul_(Scales).add_(_start, One);

    public Tensor Evaluate(Tensor population)
    {
        var losses = _function(population);
        return losses.ndim == 1 && losses.size(0) == population.size(0) ? losses
            : throw new ArgumentException($"The objective gave [{string.Join(", ", losses.shape)}] for {population.size(0)} vectors: it must give one loss a vector, [{population.size(0)}].");
    }

    public (Tensor Losses, Tensor Gradients) Gradients(Tensor population) => Differentiate.Of(population, Evaluate);

    public void Dispose()
    {
        _start.Dispose();
        Scales.Dispose();
    }
}

/// <summary>Gradients by autograd: the losses of different vectors do not depend on each other, so one backward of their sum gives every row's own.</summary>
internal static class Differentiate
{
    public static (Tensor Losses, Tensor Gradients) Of(Tensor population, Func<Tensor, Tensor> evaluate)
    {
        using var _ = enable_grad();
        var leaf = population.detach().clone().requires_grad_(true);
        var losses = evaluate(leaf);
        if (!losses.requires_grad) throw new InvalidOperationException("The objective has no gradient: use AnnealingMethod.Evolution() or AnnealingMethod.Chains(), which need none.");
        losses.sum().backward();
        return (losses.detach(), leaf.grad!);
    }
}
