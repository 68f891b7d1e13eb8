using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>A plain number in an operation keeps the tensor's type, its own value, and the values that autograd remembers.</summary>
public class NumbersBesideTensors
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void FloatingTensorsKeepTheirType(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var x = ones(3, type);
        foreach (var y in new[] { x + 1, x - 0.5, 1 - x, x * 2, x / 4, x.add_(1).mul_(2).sub_(1).div_(4) }) Assert.Equal(type, y.dtype);
        Assert.Equal(0.75, x[0].to(ScalarType.Float64).item<double>());
    }

    [Fact]
    public void WholeTensorsPromote()
    {
        using var scope = NewDisposeScope();
        var x = arange(3);
        Assert.Equal(ScalarType.Int64, (x + 1).dtype);
        Assert.Equal(ScalarType.Float32, (x * 0.5).dtype);
        Assert.Equal([0f, 0.5f, 1f], (x * 0.5).data<float>().ToArray());
        Assert.Equal([10L, 9, 8], (10 - x).data<long>().ToArray());
        Assert.Equal([false, false, true], x.gt(1.5).data<bool>().ToArray());
        Assert.Equal(ScalarType.Bool, x.to(ScalarType.Bool).eq(true).dtype);
    }

    [Fact]
    public void SinglePrecisionRoundsTheNumberOnce()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 3f });
        Assert.Equal(3f * 0.1f, (x * 0.1).item<float>());
        Assert.Equal(3f - 0.1f, (x - 0.1).item<float>());
        Assert.Equal(3f / 0.1f, (x / 0.1).item<float>());
        Assert.Equal(double.Epsilon, (tensor(new[] { 1.0 }) * double.Epsilon).item<double>());
    }

    [Fact]
    public void AutogradRemembersEachNumber()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        Tensor twice = x * 2, thrice = x * 3, quarter = x / 4;
        using (no_grad()) _ = x * 100;
        using (inference_mode()) _ = x * 100;
        var last = x * 5;
        (twice + thrice + quarter + last).sum().backward();
        Assert.Equal([10.25f, 10.25f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void ThreadsDoNotMixTheirNumbers() => Parallel.For(1, 9, k =>
    {
        for (var i = 0; i < 500; i++)
        {
            using var scope = NewDisposeScope();
            Assert.Equal(3f * k, (ones(4) * k * 3)[3].item<float>());
        }
    });

    [Fact]
    public void OperandsOutliveTheCallsThatUseThem()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() => { while (!stop.IsCancellationRequested) GC.Collect(); });
        collector.Start();
        for (var i = 0; i < 2000; i++)
            Assert.Equal(8f, ones(64).add(ones(64)).mul(ones(64) * 4)[63].item<float>());
        stop.Cancel();
        collector.Join();
    }
}
