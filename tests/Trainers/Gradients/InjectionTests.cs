using MLNetGradExt.Gradients;
using MLNetGradExt.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Gradients;

/// <summary>NaN and infinity put into one layer's gradient in the middle of a run.</summary>
public class InjectionTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Training_goes_on_and_says_what_happened(double bad)
    {
        int[] seeds = [1, 2, 3, 4, 5];
        var clean = seeds.Select(seed => Train(seed, null).Loss).ToArray();
        foreach (var seed in seeds)
        {
            var random = new Random(seed);
            var (loss, events) = Train(seed, (random.Next(20, 180), random.Next(4), bad));
            Assert.InRange(loss, 0, clean.Max() * 1.2 + 1e-3);
            var happened = Assert.Single(events, e => e.What == "non-finite");
            Assert.Contains("the step is skipped", happened.Message);
        }
    }

    [Fact]
    public void Two_bad_steps_in_a_row_shrink_the_weights_once()
    {
        using var buffer = Toy.Chain(4);
        using var _ = no_grad();
        var before = buffer.ParameterViews[2].norm().item<float>();
        buffer.GradientViews[0].fill_(double.NaN);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        Assert.False(pipeline.Apply(0).Proceeds);
        Assert.Equal(before, buffer.ParameterViews[2].norm().item<float>());
        Assert.False(pipeline.Apply(1).Proceeds);
        Assert.Equal(0.9, buffer.ParameterViews[2].norm().item<float>() / before, 4);
        Assert.Contains(pipeline.Events, e => e.What == "shrunk");
    }

    private static (double Loss, IReadOnlyList<GradientEvent> Events) Train(int seed, (int Step, int Tensor, double Value)? injection)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        Parameter Weight(params long[] shape) => new(zeros(shape).normal_(0, 1 / Math.Sqrt(shape[^1]), generator));
        var (w1, b1, w2, b2) = (Weight(16, 2), new Parameter(zeros(16)), Weight(1, 16), new Parameter(zeros(1)));
        var x = zeros(256, 2).normal_(0, 1, generator);
        var y = (x.narrow(1, 0, 1) * x.narrow(1, 1, 1)).sin();
        Tensor Loss() => (nn.functional.linear(nn.functional.linear(x, w1, b1).tanh(), w2, b2) - y).square().mean();

        using var buffer = ParameterBuffer.Bind([("0.weight", w1), ("0.bias", b1), ("1.weight", w2), ("1.bias", b2)]);
        using var optimizer = Optimizer.Adam(0.02).Bind(buffer);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        for (var i = 0; i < 200; i++)
        {
            using var step = NewDisposeScope();
            buffer.ZeroGradients();
            Loss().backward();
            if (injection is { } bad && bad.Step == i)
            {
                using var _ = no_grad();
                buffer.GradientViews[bad.Tensor].view(-1).narrow(0, 0, 1).fill_(bad.Value);
            }

            if (pipeline.Apply(i).Proceeds) optimizer.Step();
        }

        return (Loss().item<float>(), [.. pipeline.Events]);
    }
}
