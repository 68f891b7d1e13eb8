using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests;

/// <summary>UCI Adult: does a person earn more than 50,000 dollars a year? Loaded and encoded by stock stages.</summary>
internal static class Adult
{
    internal sealed class Person
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

    /// <summary>The rows of a file such as <c>adult-train.csv.gz</c>; skips the running test where it is not there.</summary>
    public static IDataView Load(MLContext ml, string name) => ml.Data.LoadFromTextFile<Person>(TestData.RequireUnpacked("tabular", "adult", name), separatorChar: ',', hasHeader: true);

    /// <summary>The stages in front of a network.</summary>
    public static IEstimator<ITransformer> Preparation(MLContext ml)
    {
        string[] numbers = ["Age", "Fnlwgt", "EducationNum", "CapitalGain", "CapitalLoss", "HoursPerWeek"];
        string[] texts = ["Workclass", "Education", "MaritalStatus", "Occupation", "Relationship", "Race", "Sex", "NativeCountry"];
        return ml.Transforms.Conversion.MapValue("Label", new Dictionary<string, bool> { ["<=50K"] = false, [">50K"] = true }, "Income")
            .Append(ml.Transforms.Categorical.OneHotEncoding([.. texts.Select(t => new InputOutputColumnPair(t))]))
            .Append(ml.Transforms.Concatenate("Features", [.. numbers, .. texts]))
            .Append(ml.GradExt().Transforms.Standardize("Features"));
    }
}
