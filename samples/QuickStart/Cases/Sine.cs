using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt;
using MLNetGradExt.Diagnostics;

namespace QuickStart.Cases;

/// <summary>y = sin x with noise of a tenth, x from 0 to 10: the first 800 rows are for training, the other 200 for testing.</summary>
internal static class Sine
{
    public static (ITransformer Model, TrainingReport Report, IDataView Train, IDataView Test) Fit(MLContext ml, Network network, TrainingOptions options)
    {
        var rows = ml.Data.LoadFromTextFile(SampleFile.Path("sine-1024.csv"),
            [new TextLoader.Column("X", DataKind.Single, 0), new TextLoader.Column("Y", DataKind.Single, 1)], separatorChar: ',', hasHeader: true);
        var train = ml.Data.TakeRows(rows, 800);
        var test = ml.Data.SkipRows(rows, 800);

        var pipeline = ml.Transforms.Concatenate("Features", "X")
            .Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().Regression(network, labelColumnName: "Y", options: options));

        var model = pipeline.Fit(train);
        return (model, model.LastTransformer.Report, train, test);
    }

    /// <summary>The fitted curve over the noiseless sine.</summary>
    public static Chart Picture(string title, ITransformer model, IDataView test)
    {
        var scored = model.Transform(test);
        var points = scored.GetColumn<float>("X").Zip(scored.GetColumn<float>("Score"), (x, y) => new ChartPoint(x, y)).OrderBy(point => point.X).ToList();
        return new Chart(title)
        {
            XLabel = "x",
            YLabel = "y",
            Series = [new("network, on the test rows", points), new("sin x", [.. points.Select(point => point with { Y = Math.Sin(point.X) })]) { Dashed = true }],
        };
    }
}
