using MLNetGradExt.Checkpoints;
using MLNetGradExt.Gradients;
using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Gradients;

/// <summary>Each transform against its definition, written out tensor by tensor.</summary>
public class TransformTests
{
    [Fact]
    public void Clip_by_value() => Check([Gradient.ClipByValue(0.4)], (g, _) => g.clamp(-0.4, 0.4));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.5)]
    [InlineData(double.PositiveInfinity)]
    public void Clip_by_global_norm_of_any_order(double p)
    {
        using var buffer = Toy.Small();
        var all = buffer.GradientViews.SelectMany(g => g.Values()).Select(Math.Abs).ToArray();
        var norm = double.IsInfinity(p) ? all.Max() : Math.Pow(all.Sum(x => Math.Pow(x, p)), 1 / p);
        var factor = 0.5 / (norm + 1e-6);
        Check([Gradient.ClipByGlobalNorm(0.5, p)], (g, _) => g * factor);
        Check([Gradient.ClipByGlobalNorm(norm * 2, p)], (g, _) => g);
    }

    [Fact]
    public void Clip_per_layer() => Check([Gradient.ClipPerLayer(1.0)], (g, _) => g * Math.Min(1, 1 / (g.norm().item<float>() + 1e-6)));

    [Fact]
    public void Adaptive_clip_works_on_units() => Check([Gradient.AdaptiveClip(0.5)], (g, w) =>
    {
        if (g.dim() == 1) return g * Math.Min(1, 0.5 * w.norm().item<float>() / g.norm().item<float>());
        var (rows, weights) = (g.view(g.shape[0], -1), w.view(g.shape[0], -1));
        return (rows * (weights.norm(1, true) * 0.5 / rows.norm(1, true)).clamp_max(1)).view(g.shape);
    });

    [Fact]
    public void Centralize_takes_each_units_mean() => Check([Gradient.Centralize()], (g, _) =>
        g.dim() == 1 ? g : (g.view(g.shape[0], -1) - g.view(g.shape[0], -1).mean([1], true)).view(g.shape));

    [Fact]
    public void Normalize_per_layer() => Check([Gradient.Normalize(perLayer: true)], (g, _) => g / g.norm());

    [Fact]
    public void Normalize_as_a_whole()
    {
        using var buffer = Toy.Small();
        Apply(buffer, 0, Gradient.Normalize());
        Assert.Equal(1, buffer.Gradients.norm().item<float>(), 5);
    }

    [Fact]
    public void Freeze_stops_what_matches_and_nothing_else()
    {
        using var buffer = Toy.Small();
        using var _ = no_grad();
        buffer.GradientViews[0].fill_(double.NaN);
        Apply(buffer, 0, Gradient.Freeze("a.*"));
        Assert.All(buffer.GradientViews.Take(2), g => Assert.All(g.Values(), v => Assert.Equal(0, v)));
        Assert.All(buffer.GradientViews.Skip(2), g => Assert.Contains(g.Values(), v => v != 0));
        var problem = Assert.Throws<ArgumentException>(() => Apply(buffer, 0, Gradient.Freeze("c.*")));
        Assert.Contains("a.weight", problem.Message);
    }

    [Fact]
    public void Noise_has_its_size_leaves_the_padding_and_repeats()
    {
        float[] Noisy(ulong seed)
        {
            using var buffer = Toy.Buffer(ScalarType.Float32, ("w", [100, 99]));
            using var _ = no_grad();
            buffer.Gradients.fill_(0);
            using var pipeline = GradientPipeline.Bind([Gradient.Noise(0.5)], buffer, new GradientContext(seed));
            pipeline.Apply(0);
            Assert.All(buffer.Gradients.Values()[9900..], v => Assert.Equal(0, v));
            return buffer.GradientViews[0].Values();
        }

        var values = Noisy(3);
        Assert.InRange(Math.Sqrt(values.Average(v => v * v)), 0.48, 0.52);
        Assert.Equal(values, Noisy(3));
        Assert.NotEqual(values, Noisy(4));
    }

    [Fact]
    public void Accumulate_lets_the_mean_of_its_batches_through()
    {
        using var buffer = Toy.Small();
        var first = buffer.GradientViews[0].Values();
        using var pipeline = GradientPipeline.Bind([Gradient.Accumulate(3)], buffer);
        Assert.Equal(GradientDecision.Accumulate, pipeline.Apply(0).Decision);
        using var saved = new StateDictionary();
        pipeline.SaveState(saved);
        using var resumed = GradientPipeline.Bind([Gradient.Accumulate(3)], buffer);
        resumed.LoadState(saved);
        buffer.ZeroGradients();
        Assert.Equal("batch 2 of 3", resumed.Apply(1).Reason);
        Assert.True(resumed.Apply(2).Proceeds);
        GoldenCore.Near([.. first.Select(v => v / 3)], buffer.GradientViews[0].Values());
    }

    [Fact]
    public void Partition_gives_each_group_its_own()
    {
        using var buffer = Toy.Small();
        var before = buffer.GradientViews.Select(g => g.Values()).ToArray();
        Apply(buffer, 0, Gradient.Partition(("*.bias", [Gradient.Freeze("*")]), ("a.*", [Gradient.ClipByValue(0.1)]), ("*", [])));
        Assert.All(buffer.GradientViews[0].Values(), v => Assert.InRange(v, -0.1f, 0.1f));
        Assert.All(buffer.GradientViews[1].Values(), v => Assert.Equal(0, v));
        Assert.Equal(before[2], buffer.GradientViews[2].Values());
        Assert.All(buffer.GradientViews[3].Values(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Partition_names_what_no_pattern_matches()
    {
        using var buffer = Toy.Small();
        var problem = Assert.Throws<ArgumentException>(() => Apply(buffer, 0, Gradient.Partition(("a.*", []), ("*.bias", []))));
        Assert.Contains("b.weight", problem.Message);
        Assert.Contains("\"a.*\", \"*.bias\"", problem.Message);
    }

    [Fact]
    public void Skip_non_finite_names_the_tensor_and_stops_the_chain()
    {
        using var buffer = Toy.Small();
        using var _ = no_grad();
        buffer.GradientViews[2].view(-1).narrow(0, 3, 1).fill_(double.PositiveInfinity);
        using var pipeline = GradientPipeline.Bind([Gradient.SkipNonFinite(), Gradient.ClipByValue(0.1)], buffer);
        var outcome = pipeline.Apply(7);
        Assert.Equal(GradientDecision.Skip, outcome.Decision);
        Assert.Contains("b.weight", outcome.Reason);
        Assert.Equal(7, Assert.Single(pipeline.Events).Step);
        Assert.Contains(buffer.GradientViews[0].Values(), v => v > 0.1);
    }

    [Fact]
    public void Monitor_records_norms_and_changes_nothing()
    {
        using var buffer = Toy.Small();
        var before = buffer.Gradients.Values();
        using var pipeline = GradientPipeline.Bind([Gradient.Monitor("raw", every: 2), Gradient.ClipByGlobalNorm(0.1), Gradient.Monitor("clipped")], buffer);
        for (var i = 0; i < 5000; i++)
        {
            using var _ = no_grad();
            buffer.Gradients.copy_(tensor(before));
            pipeline.Apply(i);
        }

        var record = pipeline.Records["raw"][0];
        Assert.Equal(buffer.Slices.Count, record.GradientNorms.Count);
        Assert.Equal(Math.Sqrt(before.Sum(v => (double)v * v)), record.GlobalNorm, 4);
        Assert.Equal(0.1, pipeline.Records["clipped"][0].GlobalNorm, 4);
        Assert.All(pipeline.Records.Values, r => Assert.InRange(r.Count, 512, 1024));
    }

    [Fact]
    public void A_transform_of_ones_own_is_one_method()
    {
        using var buffer = Toy.Small();
        Apply(buffer, 0, new SignOnly());
        Assert.All(buffer.GradientViews[0].Values(), v => Assert.Equal(1, Math.Abs(v)));
    }

    private sealed record SignOnly : GradientTransform
    {
        public override void Apply(GradientStep step)
        {
            foreach (var g in step.Gradients) g.sign_();
        }
    }

    private static void Apply(ParameterBuffer buffer, long step, params GradientTransform[] transforms)
    {
        using var pipeline = GradientPipeline.Bind(transforms, buffer);
        pipeline.Apply(step);
    }

    private static void Check(GradientTransform[] transforms, Func<Tensor, Tensor, Tensor> expected)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var buffer = Toy.Small();
        var wanted = buffer.GradientViews.Select((g, i) => expected(g.clone(), buffer.ParameterViews[i]).Values()).ToArray();
        Apply(buffer, 0, transforms);
        for (var i = 0; i < wanted.Length; i++) GoldenCore.Near(wanted[i], buffer.GradientViews[i].Values(), 1e-5);
        Assert.Equal(buffer.Slices.Sum(s => s.Length), buffer.Gradients.Values().Count(v => v != 0) + buffer.GradientViews.Sum(g => g.Values().Count(v => v == 0)));
    }
}
