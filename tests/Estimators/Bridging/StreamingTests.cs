using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests.Bridging;

public class StreamingTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static RegressionOptions Streamed(int epochs) => new() { Network = Network.Linear(), MemoryLimit = 0, ShuffleRows = 50, Training = Rows.Quick(epochs) };

    [Fact]
    public void A_streamed_view_trains_like_a_gathered_one()
    {
        var view = Ml.View(Rows.Line(400), 2);
        var model = Ml.GradExt().Regression(Streamed(40)).Fit(view, Ml.View(Rows.Line(64, 5), 2));
        Assert.True(Ml.Regression.Evaluate(model.Transform(view)).RSquared > 0.999);
        Assert.NotNull(model.Model.History.Epochs[^1].ValidationLoss);
    }

    [Fact]
    public void A_streamed_run_can_be_repeated()
    {
        float[] Run() => [.. Ml.GradExt().Regression(Streamed(3)).Fit(Ml.View(Rows.Line(300), 2)).Transform(Ml.View(Rows.Line(20, 3), 2)).GetColumn<float>("Score")];
        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Weights_and_classes_stream_too()
    {
        var view = Ml.View(Rows.Blobs(300), 2);
        var keyed = Ml.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(view).Transform(view);
        var options = new MulticlassClassificationOptions { Network = Network.Mlp(16), MemoryLimit = 0, ShuffleRows = 100, Training = Rows.Quick(15) };
        Assert.True(Ml.MulticlassClassification.Evaluate(Ml.GradExt().MulticlassClassification(options).Fit(keyed).Transform(keyed)).MicroAccuracy > 0.99);
    }

    [Fact]
    public void An_error_in_the_reading_thread_reaches_the_caller()
    {
        var pass = 0;
        IEnumerable<NumberRow> Failing()
        {
            var fails = pass++ > 0;
            foreach (var (row, i) in Rows.Line(200).Select((row, i) => (row, i)))
            {
                if (fails && i == 150) throw new IOException("the disk is gone");
                yield return row;
            }
        }
        var error = Assert.ThrowsAny<Exception>(() => Ml.GradExt().Regression(Streamed(3)).Fit(Ml.View(Failing(), 2)));
        Assert.Contains("the disk is gone", error.ToString());
    }

    [Fact]
    public void A_validation_share_of_a_stream_is_held_out()
    {
        var model = Ml.GradExt().Regression(Streamed(3) with { Training = Rows.Quick(3) with { ValidationFraction = 0.2 } }).Fit(Ml.View(Rows.Line(300), 2));
        Assert.All(model.Model.History.Epochs, epoch => Assert.NotNull(epoch.ValidationLoss));
    }
}
