using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Training;

public class SeedTests
{
    private static float[] Scores(int? contextSeed, int? optionSeed)
    {
        var ml = new MLContext(contextSeed);
        var view = ml.View(Rows.Line(80), 2);
        var trainer = ml.GradExt().Regression(Network.Mlp(8).WithDropout(0.1), options: Rows.Quick(4) with { Seed = optionSeed });
        return [.. trainer.Fit(view).Transform(view).GetColumn<float>("Score")];
    }

    [Fact]
    public void The_contexts_seed_repeats_a_run() => Assert.Equal(Scores(11, null), Scores(11, null));

    [Fact]
    public void The_options_seed_repeats_a_run_whatever_the_context() => Assert.Equal(Scores(1, 5), Scores(null, 5));

    [Fact]
    public void Other_seeds_give_other_networks()
    {
        Assert.NotEqual(Scores(11, null), Scores(12, null));
        Assert.NotEqual(Scores(null, 5), Scores(null, 6));
    }

    [Fact]
    public void Training_and_scoring_leave_the_global_generator_alone()
    {
        TorchSharp.torch.manual_seed(3);
        using var expected = TorchSharp.torch.rand(4);
        TorchSharp.torch.manual_seed(3);
        Scores(1, 1);
        using var actual = TorchSharp.torch.rand(4);
        Assert.Equal(expected.data<float>().ToArray(), actual.data<float>().ToArray());
    }
}
