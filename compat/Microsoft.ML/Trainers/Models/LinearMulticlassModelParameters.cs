namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;

/// <summary>One linear score a class.</summary>
public abstract class LinearMulticlassModelParametersBase : ModelParametersBase<VBuffer<float>>, IVectorModel
{
    private protected LinearMulticlassModelParametersBase(float[][] weights, float[] biases)
    {
        WeightValues = weights;
        BiasValues = biases;
    }

    internal float[][] WeightValues { get; }

    internal float[] BiasValues { get; }

    internal int Outputs => WeightValues.Length;

    int IVectorModel.Outputs => Outputs;

    /// <summary>Copies the weights of each class.</summary>
    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = Outputs;
        if (weights is null || weights.Length < numClasses)
            weights = new VBuffer<float>[numClasses];
        for (var c = 0; c < numClasses; c++)
            VBuffer<float>.Copy(WeightValues[c], 0, ref weights[c], WeightValues[c].Length);
    }

    /// <summary>The bias of each class.</summary>
    public IEnumerable<float> GetBiases() => BiasValues.AsEnumerable();

    void IVectorModel.Score(in VBuffer<float> features, Span<float> scores)
    {
        for (var c = 0; c < scores.Length; c++)
            scores[c] = BiasValues[c] + LinearModelParameters.Dot(WeightValues[c], features);
        Output(scores);
    }

    private protected virtual void Output(Span<float> scores)
    {
    }
}

/// <summary>Linear scores of classes.</summary>
public sealed class LinearMulticlassModelParameters : LinearMulticlassModelParametersBase
{
    internal LinearMulticlassModelParameters(float[][] weights, float[] biases)
        : base(weights, biases)
    {
    }
}

/// <summary>Multinomial logistic regression: the scores are the softmax of linear scores.</summary>
public sealed class MaximumEntropyModelParameters : LinearMulticlassModelParametersBase
{
    internal MaximumEntropyModelParameters(float[][] weights, float[] biases)
        : base(weights, biases)
    {
    }

    private protected override void Output(Span<float> scores)
    {
        var top = float.NegativeInfinity;
        foreach (var score in scores)
            top = Math.Max(top, score);
        float sum = 0;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] = MathF.Exp(scores[i] - top);
        for (var i = 0; i < scores.Length; i++)
            scores[i] /= sum;
    }
}
