namespace Microsoft.ML.Trainers;

/// <summary>A loss of an output against a label.</summary>
public interface ILossFunction<in TOutput, in TLabel>
{
    /// <summary>The loss.</summary>
    double Loss(TOutput output, TLabel label);
}

/// <summary>A loss of a scalar score.</summary>
public interface IScalarLoss : ILossFunction<float, float>
{
    /// <summary>The derivative of the loss by the output.</summary>
    float Derivative(float output, float label);
}

/// <summary>A loss for regression.</summary>
public interface IRegressionLoss : IScalarLoss
{
}

/// <summary>A loss for binary classification; a label above zero is positive.</summary>
public interface IClassificationLoss : IScalarLoss
{
}

/// <summary>A loss with the conjugate that stochastic dual coordinate ascent needs.</summary>
public interface ISupportSdcaLoss : IScalarLoss
{
    /// <summary>The part of the dual step that does not change from pass to pass, from the scaled squared norm of the features.</summary>
    float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared);

    /// <summary>The step of a dual variable, damped where several threads step at once.</summary>
    float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads);

    /// <summary>Minus the conjugate of the loss at minus the dual variable.</summary>
    double DualLoss(float label, float dual);
}

/// <summary>A classification loss for SDCA.</summary>
public interface ISupportSdcaClassificationLoss : ISupportSdcaLoss, IClassificationLoss
{
}

/// <summary>A regression loss for SDCA.</summary>
public interface ISupportSdcaRegressionLoss : ISupportSdcaLoss, IRegressionLoss
{
}
