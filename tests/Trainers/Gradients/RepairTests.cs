using MLNetGradExt.Checkpoints;
using MLNetGradExt.Gradients;
using MLNetGradExt.Training;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Gradients;

public class RepairTests
{
    [Fact]
    public void A_healthy_gradient_is_left_alone()
    {
        using var buffer = Toy.Chain(6);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        var before = buffer.Gradients.Values();
        var weights = buffer.Values.Values();
        for (var i = 0; i < 50; i++) Assert.True(pipeline.Apply(i).Proceeds);
        Assert.Equal(before, buffer.Gradients.Values());
        Assert.Equal(weights, buffer.Values.Values());
        Assert.Empty(pipeline.Events);
    }

    [Fact]
    public void A_vanished_layer_is_lifted_and_named()
    {
        using var buffer = Toy.Chain(6);
        using var _ = no_grad();
        buffer.GradientViews[6].mul_(4e-9);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        var before = buffer.GradientViews[6].Values();
        Assert.True(pipeline.Apply(12).Proceeds);
        var happened = Assert.Single(pipeline.Events);
        Assert.Equal(("layers.3.weight", "vanished", 12L), (happened.Tensor, happened.What, happened.Step));
        Assert.StartsWith("layers.3.weight vanished at step 12: ", happened.Message);
        Assert.Contains("of its weight norm; scaled x", happened.Message);
        var after = buffer.GradientViews[6].Values();
        for (var i = 0; i < before.Length; i++) Assert.Equal(happened.Factor, after[i] / before[i], happened.Factor * 1e-5);
        Assert.InRange(happened.After, 0.01, 1);
    }

    [Fact]
    public void Double_precision_takes_the_other_way_to_the_same_result()
    {
        using var _ = no_grad();
        using var buffer = Toy.Buffer(ScalarType.Float64, ("a.weight", [8, 8]), ("a.bias", [8]), ("b.weight", [8, 8]), ("b.bias", [8]));
        using var single = Toy.Buffer(ScalarType.Float32, ("a.weight", [8, 8]), ("a.bias", [8]), ("b.weight", [8, 8]), ("b.bias", [8]));
        foreach (var b in new[] { buffer, single })
        {
            b.GradientViews[0].mul_(1e-6);
            using var pipeline = GradientPipeline.Bind([Gradient.Repair(), Gradient.Monitor(), Gradient.Monitor()], b);
            pipeline.Apply(0);
            Assert.Equal("vanished", Assert.Single(pipeline.Events).What);
            Assert.Equal(["gradients", "gradients 2"], pipeline.Records.Keys);
        }

        GoldenCore.Near(single.Gradients.Values(), buffer.Gradients.Values(), 1e-5);
    }

    [Fact]
    public void An_exploding_layer_is_brought_down_until_it_has_calmed()
    {
        using var buffer = Toy.Chain(6);
        using var _ = no_grad();
        var healthy = buffer.Gradients.clone();
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        foreach (var (scale, expected) in new[] { (1.0, 1.0), (1e4, 1e-5), (5.0, 0.02), (0.5, 1.0) })
        {
            buffer.Gradients.copy_(healthy);
            var relative = buffer.GradientViews[2].norm().item<float>() / Math.Max(buffer.ParameterViews[2].norm().item<float>(), Math.Sqrt(8));
            buffer.GradientViews[2].mul_(scale / relative);
            var before = buffer.GradientViews[2].norm().item<float>();
            pipeline.Apply(0);
            Assert.Equal(expected, buffer.GradientViews[2].norm().item<float>() / before, expected * 1e-3);
        }

        Assert.Equal(["exploded", "exploded", "recovered"], pipeline.Events.Select(e => e.What));
    }

    [Fact]
    public void A_spike_against_the_layers_own_past_is_reflected()
    {
        using var buffer = Toy.Chain(6);
        using var _ = no_grad();
        var healthy = buffer.Gradients.clone();
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        for (var i = 0; i < 20; i++) pipeline.Apply(i);
        buffer.GradientViews[4].mul_(5);
        pipeline.Apply(20);
        Assert.Equal("spiked", Assert.Single(pipeline.Events).What);
        Assert.True(buffer.GradientViews[4].norm().item<float>() <= 1.01 * healthy.narrow(0, buffer.Slices[4].Offset, buffer.Slices[4].Length).norm().item<float>());
    }

    [Fact]
    public void A_dead_layer_stays_dead_and_is_reported_once()
    {
        using var buffer = Toy.Chain(6);
        using var _ = no_grad();
        buffer.GradientViews[4].fill_(0);
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        for (var i = 0; i < 5; i++) pipeline.Apply(i);
        Assert.Equal("dead", Assert.Single(pipeline.Events).What);
        Assert.All(buffer.GradientViews[4].Values(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Weights_grow_while_most_of_them_vanish_and_stop_when_they_do_not()
    {
        using var buffer = Toy.Chain(8);
        using var _ = no_grad();
        var healthy = buffer.Gradients.clone();
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        var norm = buffer.ParameterViews[2].norm().item<float>();
        var skipped = 0;
        for (var step = 0; step < 60; step++)
        {
            buffer.Gradients.copy_(healthy);
            // As in a real chain: layer i's gradient falls with the power of the scale of the layers behind it.
            var scale = buffer.ParameterViews[2].norm().item<float>() / norm;
            for (var i = 0; i < 7; i++) buffer.GradientViews[2 * i].mul_(Math.Pow(0.2 * scale, 7 - i));
            if (!pipeline.Apply(step).Proceeds) skipped++;
        }

        Assert.InRange(skipped, 5, 30);
        Assert.Contains(pipeline.Events, e => e.What == "growing" && e.Tensor == "*");
        Assert.Contains(pipeline.Events, e => e.What == "healed");
        Assert.InRange(buffer.ParameterViews[2].norm().item<float>() / norm, 2, 6);
    }

    [Fact]
    public void Exploding_weights_shrink_until_their_gradients_have_settled()
    {
        using var buffer = Toy.Chain(15);
        using var _ = no_grad();
        for (var i = 0; i < 15; i++) buffer.ParameterViews[2 * i].mul_(2.5 * Math.Sqrt(8) / buffer.ParameterViews[2 * i].norm().item<float>());
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        double Relative() => 50 * Math.Pow(buffer.ParameterViews[2].norm().item<float>() / (2.5 * Math.Sqrt(8)), 15); // as through fifteen layers
        for (var step = 0; step < 40; step++)
        {
            var relative = Relative();
            for (var i = 0; i < 15; i++) buffer.GradientViews[2 * i].copy_(buffer.ParameterViews[2 * i]).mul_(relative);
            pipeline.Apply(step);
        }

        Assert.Equal(["shrinking", "healed"], pipeline.Events.Where(e => e.Tensor == "*").Select(e => e.What));
        Assert.InRange(Relative(), 0.05, 0.2);
    }

    [Fact]
    public void Healing_that_does_not_help_is_given_up()
    {
        using var buffer = Toy.Chain(8);
        using var _ = no_grad();
        var healthy = buffer.Gradients.clone();
        using var pipeline = GradientPipeline.Bind([Gradient.Repair()], buffer);
        var skipped = 0;
        for (var step = 0; step < 200; step++)
        {
            buffer.Gradients.copy_(healthy);
            for (var i = 0; i < 6; i++) buffer.GradientViews[2 * i].mul_(1e-9);
            if (!pipeline.Apply(step).Proceeds) skipped++;
        }

        Assert.InRange(skipped, 1, 20);
        Assert.Contains(pipeline.Events, e => e.What == "not healed");
    }

    [Fact]
    public void State_survives_save_and_restore()
    {
        using var buffer = Toy.Chain(6);
        using var _ = no_grad();
        var healthy = buffer.Gradients.clone();
        using var straight = GradientPipeline.Bind([Gradient.Noise(0.01), Gradient.Repair()], buffer, new GradientContext(5));
        for (var i = 0; i < 25; i++) Step(straight, i);
        using var saved = new StateDictionary();
        straight.SaveState(saved);
        using var resumed = GradientPipeline.Bind([Gradient.Noise(0.01), Gradient.Repair()], buffer, new GradientContext(99));
        resumed.LoadState(saved);
        for (var i = 25; i < 50; i++) Assert.Equal(Step(straight, i), Step(resumed, i));

        float[] Step(GradientPipeline pipeline, int i)
        {
            buffer.Gradients.copy_(healthy);
            if (i % 7 == 3) buffer.GradientViews[4].mul_(1e5);
            if (i > 20) buffer.GradientViews[2].mul_(1e-7);
            pipeline.Apply(i);
            return buffer.Gradients.Values();
        }
    }

    [Fact]
    public void It_works_under_partition_too()
    {
        using var buffer = Toy.Chain(6);
        using var _ = no_grad();
        buffer.GradientViews[2].mul_(1e-9);
        using var pipeline = GradientPipeline.Bind([Gradient.Partition(("*.bias", []), ("*", [Gradient.Repair()]))], buffer);
        pipeline.Apply(0);
        Assert.Equal("layers.1.weight", Assert.Single(pipeline.Events).Tensor);
        Assert.InRange(buffer.GradientViews[2].norm().item<float>(), 0.01, 10);
    }
}
