using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using MLNetGradExt.Gradients;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Gradients;

/// <summary>Networks whose gradient grows by the same factor in every layer towards the input, because their weights are too large.</summary>
public class ChaoticProfileTests
{
    private const int Layers = 12;

    [Fact]
    public void A_chaotic_network_is_shrunk_until_its_profile_is_flat()
    {
        using var buffer = Chain(gain: 2.5);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        var skipped = Enumerable.Range(0, 40).Count(step => !Step(buffer, pipeline, step));
        Assert.InRange(skipped, 3, 12);
        Assert.Equal(["flattening", "healed"], pipeline.Events.Select(e => e.What));
        Assert.Contains("grows x", pipeline.Events[0].Message);
        Assert.InRange(Gain(buffer), 1, 1.6);
    }

    [Theory]
    [InlineData(5 / 3.0, 0, false)]   // the largest gain that an initialiser in use draws
    [InlineData(2.5, 12, false)]      // what grows later in a run is no matter of initialisation
    [InlineData(2.5, 0, true)]        // one large gradient is no profile
    public void What_is_not_drawn_too_large_keeps_its_weights(double gain, int from, bool scattered)
    {
        using var buffer = Chain(gain);
        var weights = buffer.Values.Values();
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        for (var step = 0; step < 30; step++) Assert.True(Step(buffer, pipeline, step, step < from ? 1 : 1.25, scattered));
        Assert.Equal(weights, buffer.Values.Values());
        Assert.DoesNotContain(pipeline.Events, e => e.Tensor == "*");
    }

    [Fact]
    public void Flattening_goes_on_after_a_restore()
    {
        using var buffer = Chain(2.5);
        using var straight = GradientPipeline.Bind([Gradient.Repair()], buffer);
        for (var step = 0; step < 3; step++) Step(buffer, straight, step);
        using var saved = new StateDictionary();
        straight.SaveState(saved);
        var (values, norms) = (buffer.Values.clone(), new List<double>());
        foreach (var again in new[] { false, true })
        {
            using var _ = no_grad();
            buffer.Values.copy_(values);
            using var resumed = GradientPipeline.Bind([Gradient.Repair()], buffer);
            if (again) resumed.LoadState(saved);
            for (var step = 3; step < 20; step++) Step(buffer, again ? resumed : straight, step);
            norms.Add(Gain(buffer));
        }

        Assert.Equal(norms[0], norms[1]);
    }

    [Fact]
    public void A_real_tanh_network_of_gain_two_and_a_half_generalises_for_it()
    {
        var (with, events) = Train([Gradient.Repair()]);
        var (without, _) = Train([]);
        Assert.Equal(["flattening", "healed"], events.Where(e => e.Tensor == "*").Select(e => e.What));
        // Chaos learns the training rows by heart: what it is bad at is rows that it has not seen.
        Assert.True(with < 0.6 * without, $"{with} with repair, {without} without");
    }

    [Fact]
    public void Rounding_noise_does_not_spike()
    {
        using var buffer = Toy.Chain(6);
        using var _ = no_grad();
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        for (var step = 0; step < 30; step++)
        {
            Toy.Fill(buffer.GradientViews[3], 1.3, 3);
            buffer.GradientViews[3].mul_(step == 25 ? 3e-8 : 1e-9);
            pipeline.Apply(step);
        }

        Assert.Empty(pipeline.Events);
    }

    private static (double Loss, IReadOnlyList<GradientEvent> Events) Train(ValueList<GradientTransform> gradients)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var x = zeros(600, 8).normal_(0, 1, generator);
        using var data = new TensorDataset(x, x.select(1, 0).sin() + x.select(1, 1));
        var network = new Mlp([.. Enumerable.Repeat(24, 14)]) { Activation = Activation.Tanh, Initializer = Initializer.GlorotNormal(2.5) };
        var options = new TrainingOptions { Epochs = 12, BatchSize = 32, ValidationFraction = 0.4, Seed = 4, Device = MLNetGradExt.Device.Cpu, Optimizer = Optimizer.Adam(2e-3), Gradients = gradients };
        using var trained = Trainer.Gradient.Train(new TrainingJob(network, data, null, Loss.MeanSquaredError, 1, options));
        return (trained.History.Epochs[^1].ValidationLoss!.Value, trained.History.Events);
    }

    /// <summary>A chain whose weights have this many natural norms.</summary>
    private static ParameterBuffer Chain(double gain)
    {
        using var _ = no_grad();
        var buffer = Toy.Chain(Layers);
        for (var i = 0; i < Layers; i++) buffer.ParameterViews[2 * i].mul_(gain * Math.Sqrt(8) / buffer.ParameterViews[2 * i].norm().item<float>());
        return buffer;
    }

    private static double Gain(ParameterBuffer buffer) => buffer.ParameterViews[2].norm().item<float>() / Math.Sqrt(8);

    /// <summary>As in a tanh network: from gain 1 on the relative gradient grows by a factor a layer, up to <paramref name="rate"/> at gain 2.5.</summary>
    private static bool Step(ParameterBuffer buffer, GradientPipeline pipeline, int step, double rate = 1.25, bool scattered = false)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        for (var i = 0; i < Layers; i++)
        {
            var (gradient, weight) = (buffer.GradientViews[2 * i], buffer.ParameterViews[2 * i]);
            var gain = weight.norm().item<float>() / Math.Sqrt(8);
            var factor = scattered ? (i == 0 ? 60 : 1) : Math.Pow(1 + (rate - 1) * Math.Max(0, gain - 1) / 1.5, Layers - 1 - i);
            Toy.Fill(gradient, 1.3, i);
            gradient.mul_(0.05 * factor * gain * Math.Sqrt(8) / gradient.norm().item<float>());
        }

        return pipeline.Apply(step).Proceeds;
    }
}
