using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests.RealData;

/// <summary>Bike sharing by the hour, on its time split: the test months lie after the training months.</summary>
public class BikeSharingTests
{
    private sealed class Hour
    {
        [LoadColumn(2)] public float Season { get; set; }
        [LoadColumn(3)] public float Year { get; set; }
        [LoadColumn(4)] public float Month { get; set; }
        [LoadColumn(5)] public float HourOfDay { get; set; }
        [LoadColumn(6)] public float Holiday { get; set; }
        [LoadColumn(7)] public float Weekday { get; set; }
        [LoadColumn(8)] public float WorkingDay { get; set; }
        [LoadColumn(9)] public float Weather { get; set; }
        [LoadColumn(10)] public float Temperature { get; set; }
        [LoadColumn(11)] public float Felt { get; set; }
        [LoadColumn(12)] public float Humidity { get; set; }
        [LoadColumn(13)] public float Wind { get; set; }
        [LoadColumn(16), ColumnName("Label")] public float Count { get; set; }
    }

    [SkippableFact]
    public void Bike_sharing_reaches_an_r_squared_of_90_percent()
    {
        var ml = new MLContext(seed: 1);
        IDataView Load(string name) => ml.Data.LoadFromTextFile<Hour>(TestData.RequireUnpacked("tabular", "bike-sharing", name), separatorChar: ',', hasHeader: true);
        string[] numbers = ["Year", "Holiday", "WorkingDay", "Weather", "Temperature", "Felt", "Humidity", "Wind"];
        string[] kinds = ["Season", "Month", "HourOfDay", "Weekday"];
        var pipeline = ml.Transforms.Categorical.OneHotEncoding([.. kinds.Select(k => new InputOutputColumnPair(k))])
            .Append(ml.Transforms.Concatenate("Features", [.. numbers, .. kinds]))
            .Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().Regression(Network.Mlp(128, 64).WithDropout(0.1), options: new TrainingOptions { Epochs = 40, BatchSize = 128 }));
        var model = pipeline.Fit(Load("hour_train.csv.gz"));
        var metrics = ml.Regression.Evaluate(model.Transform(Load("hour_test.csv.gz")));
        Assert.True(metrics.RSquared >= 0.90, $"R² {metrics.RSquared}, RMSE {metrics.RootMeanSquaredError}");
    }
}
