using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.SearchSpace;

namespace MLNetGradExt.Tests.Sweeps;

public class NetworkSweepTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void Every_option_has_a_space_and_begins_in_it()
    {
        var sweep = new NetworkSweep();
        foreach (var property in typeof(NetworkSweep).GetProperties())
        {
            var value = property.GetValue(sweep);
            if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            {
                Assert.Equal(value, range.Init);
                Assert.InRange(Number(value), Number(range.Min), Number(range.Max));
                Assert.True(!range.LogBase || Number(range.Min) > 0, property.Name);
            }
            else if (property.GetCustomAttribute<ChoiceAttribute>() is { } choice) Assert.Contains(value, choice.Candidates);
            else Assert.Equal(value, property.GetCustomAttribute<BooleanChoiceAttribute>()!.DefaultValue);
        }
    }

    [Fact]
    public void Any_draw_trains()
    {
        var view = Ml.View(Rows.Line(60), 2);
        var random = new Random(4);
        for (var trial = 0; trial < 12; trial++)
        {
            var sweep = Drawn(random);
            // snippet:sweep
            var trainer = Ml.GradExt().Regression(sweep.ToNetwork(), options: sweep.ToTraining(new TrainingOptions { Epochs = 1, Seed = 1, Device = Device.Cpu }));
            // end-snippet
            using var model = trainer.Fit(view).Model;
            Assert.True(double.IsFinite(model.History.Epochs[^1].Loss), $"{sweep.ToNetwork()}");
        }
    }

    [Fact]
    public void What_is_wrong_is_said_together()
    {
        var message = Assert.Throws<ArgumentException>(() => new NetworkSweep { Layers = 0, Dropout = 1, Activation = "ReLU6", Normalization = "7" }.ToNetwork()).Message;
        foreach (var part in new[] { "Layers is 0", "Dropout is 1", "Activation is 'ReLU6', but there are Relu", "Normalization is '7'" }) Assert.Contains(part, message);
    }

    /// <summary>A draw as a tuner makes it: uniform, or uniform in the logarithm.</summary>
    private static NetworkSweep Drawn(Random random)
    {
        var sweep = new NetworkSweep();
        foreach (var property in typeof(NetworkSweep).GetProperties())
        {
            if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            {
                var (low, high) = range.LogBase ? (Math.Log(Number(range.Min)), Math.Log(Number(range.Max))) : (Number(range.Min), Number(range.Max));
                var drawn = low + random.Next(5) / 4.0 * (high - low); // the ends too
                property.SetValue(sweep, Convert.ChangeType(range.LogBase ? Math.Exp(drawn) : drawn, property.PropertyType, CultureInfo.InvariantCulture));
            }
            else if (property.GetCustomAttribute<ChoiceAttribute>() is { } choice) property.SetValue(sweep, choice.Candidates[random.Next(choice.Candidates.Length)]);
            else property.SetValue(sweep, random.Next(2) == 0);
        }
        return sweep;
    }

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
