using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart.Baselines;

/// <summary>Always answers with the commonest label of the training rows.</summary>
internal static class Majority
{
    public static double Accuracy<T>(IDataView train, IDataView test, string label)
    {
        var commonest = train.GetColumn<T>(label).GroupBy(value => value).MaxBy(group => group.Count())!.Key;
        var answers = test.GetColumn<T>(label).ToList();
        return answers.Count(value => Equals(value, commonest)) / (double)answers.Count;
    }
}
