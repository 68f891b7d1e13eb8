using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests.RealData;

/// <summary>UCI Adult: does a person earn more than 50,000 dollars a year? Loaded and encoded by stock stages.</summary>
public class AdultTests
{
    private sealed class Person
    {
        [LoadColumn(0)] public float Age { get; set; }
        [LoadColumn(1)] public string Workclass { get; set; } = "";
        [LoadColumn(2)] public float Fnlwgt { get; set; }
        [LoadColumn(3)] public string Education { get; set; } = "";
        [LoadColumn(4)] public float EducationNum { get; set; }
        [LoadColumn(5)] public string MaritalStatus { get; set; } = "";
        [LoadColumn(6)] public string Occupation { get; set; } = "";
        [LoadColumn(7)] public string Relationship { get; set; } = "";
        [LoadColumn(8)] public string Race { get; set; } = "";
        [LoadColumn(9)] public string Sex { get; set; } = "";
        [LoadColumn(10)] public float CapitalGain { get; set; }
        [LoadColumn(11)] public float CapitalLoss { get; set; }
        [LoadColumn(12)] public float HoursPerWeek { get; set; }
        [LoadColumn(13)] public string NativeCountry { get; set; } = "";
        [LoadColumn(14)] public string Income { get; set; } = "";
    }

    [SkippableFact]
    public void Adult_reaches_85_percent()
    {
        var ml = new MLContext(seed: 1);
        IDataView Load(string name) => ml.Data.LoadFromTextFile<Person>(TestData.RequireUnpacked("tabular", "adult", name), separatorChar: ',', hasHeader: true);
        string[] numbers = ["Age", "Fnlwgt", "EducationNum", "CapitalGain", "CapitalLoss", "HoursPerWeek"];
        string[] texts = ["Workclass", "Education", "MaritalStatus", "Occupation", "Relationship", "Race", "Sex", "NativeCountry"];
        var pipeline = ml.Transforms.Conversion.MapValue("Label", new Dictionary<string, bool> { ["<=50K"] = false, [">50K"] = true }, "Income")
            .Append(ml.Transforms.Categorical.OneHotEncoding([.. texts.Select(t => new InputOutputColumnPair(t))]))
            .Append(ml.Transforms.Concatenate("Features", [.. numbers, .. texts]))
            .Append(ml.GradExt().Transforms.Standardize("Features"))
            .Append(ml.GradExt().BinaryClassification(Network.Mlp(64, 32).WithDropout(0.2), options: new TrainingOptions { Epochs = 10, BatchSize = 256 }));
        var model = pipeline.Fit(Load("adult-train.csv.gz"));
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(Load("adult-test.csv.gz")));
        Assert.True(metrics.Accuracy >= 0.85, $"accuracy {metrics.Accuracy}, AUC {metrics.AreaUnderRocCurve}");
    }
}
