namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;

/// <summary>weights·features + bias.</summary>
public abstract class LinearModelParameters : ModelParametersBase<float>, IScalarModel
{
    private protected LinearModelParameters(float[] weights, float bias)
    {
        WeightValues = weights;
        Bias = bias;
    }

    /// <summary>One weight a feature.</summary>
    public IReadOnlyList<float> Weights => WeightValues;

    /// <summary>The score of features that are all zero.</summary>
    public float Bias { get; protected set; }

    internal float[] WeightValues { get; }

    float IScalarModel.Score(in VBuffer<float> features) => Output(Bias + Dot(WeightValues, features));

    internal static float Dot(float[] weights, in VBuffer<float> features)
    {
        var values = features.GetValues();
        var indices = features.GetIndices();
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
            sum += (double)weights[features.IsDense ? i : indices[i]] * values[i];
        return (float)sum;
    }

    private protected virtual float Output(float linear) => linear;
}

/// <summary>A linear model for regression.</summary>
public abstract class RegressionModelParameters : LinearModelParameters
{
    private protected RegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }
}

/// <summary>Linear regression.</summary>
public sealed class LinearRegressionModelParameters : RegressionModelParameters
{
    internal LinearRegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }
}

/// <summary>Poisson regression: the score is exp(weights·features + bias).</summary>
public sealed class PoissonRegressionModelParameters : RegressionModelParameters
{
    internal PoissonRegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }

    private protected override float Output(float linear) => MathF.Exp(linear);
}

/// <summary>A linear model for binary classification; positive scores speak for the positive class.</summary>
public sealed class LinearBinaryModelParameters : LinearModelParameters
{
    internal LinearBinaryModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }
}
