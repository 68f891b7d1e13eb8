using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Backward passes, modes, and gradients that live in memory of the caller's choice.</summary>
public class Gradients
{
    [Fact]
    public void BackwardAddsUp()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        Assert.Null(x.grad);
        (x * x).sum().backward();
        (x * 3).sum().backward();
        Assert.Equal([5f, 7f, 9f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void AGradientMayBeAViewIntoAFlatBuffer()
    {
        using var scope = NewDisposeScope();
        var flat = zeros(10);
        var weights = tensor(new[] { 1f, 2f, 3f, 4f }).reshape(2, 2).requires_grad_();
        weights.grad = flat.narrow(0, 4, 4).view(2, 2);
        weights.square().sum().backward();
        Assert.Equal([0f, 0, 0, 0, 2, 4, 6, 8, 0, 0], flat.data<float>().ToArray());
        flat.fill_(0);
        Assert.Equal(0f, weights.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void ATensorMovesIntoAFlatBufferAndStaysALeaf()
    {
        using var scope = NewDisposeScope();
        var flat = arange(6, ScalarType.Float32);
        var weights = ones(2, 2, requires_grad: true);
        using (no_grad()) weights.set_(flat.narrow(0, 1, 4).view(2, 2));
        Assert.True(weights.is_leaf);
        Assert.True(weights.requires_grad);
        Assert.Equal([1f, 2, 3, 4], weights.data<float>().ToArray());
        using (no_grad()) flat.add_(1);
        Assert.Equal([2f, 3, 4, 5], weights.data<float>().ToArray());
    }

    [Fact]
    public void ModesNestAndEnd()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        using (set_grad_enabled(false)) Assert.False((x * 2).requires_grad);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
        Assert.False(x.detach().requires_grad);
    }

    [Fact]
    public void SecondDerivativesWork()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 2f }, requires_grad: true);
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true, retain_graph: true)[0];
        Assert.Equal(12f, first[0].item<float>(), 1e-5f);
        var second = autograd.grad([first.sum()], [x])[0];
        Assert.Equal(12f, second[0].item<float>(), 1e-5f);
    }

    [Fact]
    public void OnlyTheNamedInputsGetGradients()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(1, requires_grad: true), y = ones(1, requires_grad: true);
        (x * y).sum().backward(inputs: [x]);
        Assert.NotNull(x.grad);
        Assert.Null(y.grad);
    }

    [Fact]
    public void InnerResultsKeepTheirGradientsWhenAsked()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var inner = x * 3;
        inner.retain_grad();
        inner.square().sum().backward();
        Assert.Equal([6f, 6f], inner.grad!.data<float>().ToArray());
        Assert.False(inner.is_leaf);
    }

    [Fact]
    public void BackwardTwiceThroughOneGraphIsAnError()
    {
        using var scope = NewDisposeScope();
        var y = ones(2, requires_grad: true).square().sum();
        y.backward(retain_graph: true);
        y.backward();
        Assert.ThrowsAny<ExternalException>(() => y.backward());
    }
}
