using System.Globalization;
using Microsoft.ML;

namespace MLNetGradExt.Tests;

public class FreshProcessTests
{
    public static TheoryData<string> Tasks => new("regression", "binary", "multiclass");

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_same_seed_gives_the_same_bits_in_another_process(string task) => Assert.Equal(Child.Train(task), Child.Run("train", task));

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_saved_model_scores_alike_in_another_process(string task)
    {
        var ml = new MLContext(seed: 5);
        var (view, pipeline) = Child.Pipeline(ml, task);
        var model = pipeline.Fit(view);
        var path = Path.Combine(Path.GetTempPath(), $"mlnetgradext-{Guid.NewGuid():N}.zip");
        try
        {
            ml.Model.Save(model, view.Schema, path);
            var expected = Numbers(Child.Text(model.Transform(view), task));
            var actual = Numbers(Child.Run("score", path, task));
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5f);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] Numbers(string text) => [.. text.Split(' ').Select(t => float.Parse(t, CultureInfo.InvariantCulture))];
}
