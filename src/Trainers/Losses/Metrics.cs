using MLNetGradExt.Training;
using static MLNetGradExt.Training.Numbers;
using static TorchSharp.torch;

namespace MLNetGradExt.Losses;

/// <summary>Right or wrong.</summary>
internal sealed record Accuracy : Metric
{
    public override string Name => "accuracy";

    public override bool LargerIsBetter => true;

    public override Tensor PerRow(Tensor output, Tensor labels) => output.size(1) == 1
        ? output.squeeze(1).gt(Zero).eq(labels.gt(Numbers.Half)).to_type(output.dtype)
        : output.argmax(1).eq(labels).to_type(output.dtype);
}

/// <summary>|ŷ − y|.</summary>
internal sealed record AbsoluteError : Metric
{
    public override string Name => "mae";

    public override bool LargerIsBetter => false;

    public override Tensor PerRow(Tensor output, Tensor labels) => output.squeeze(1).sub(labels).abs();
}

/// <summary>(ŷ − y)², in the end its root.</summary>
internal sealed record RootMeanSquaredError : Metric
{
    public override string Name => "rmse";

    public override bool LargerIsBetter => false;

    public override Tensor PerRow(Tensor output, Tensor labels) => output.squeeze(1).sub(labels).pow(Two);

    public override double Finish(double mean) => Math.Sqrt(mean);
}
