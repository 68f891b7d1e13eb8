namespace Microsoft.ML.Trainers;

/// <summary>Parameter vectors of multinomial logistic regression: biases first, then the weights of each class.</summary>
internal static class Softmax
{
    public static double[] Start(LinearData data, int classes, MaximumEntropyModelParameters model)
    {
        var point = new double[classes * (data.Features + 1)];
        for (var c = 0; c < classes && model is not null; c++)
        {
            point[c] = model.BiasValues[c];
            for (var i = 0; i < data.Features; i++)
                point[classes + c * data.Features + i] = model.WeightValues[c][i];
        }
        return point;
    }

    public static MaximumEntropyModelParameters Model(double[] point, int classes, int features) => new(
        Enumerable.Range(0, classes).Select(c => point.Skip(classes + c * features).Take(features).Select(x => (float)x).ToArray()).ToArray(),
        point.Take(classes).Select(x => (float)x).ToArray());
}
