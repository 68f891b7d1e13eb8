namespace MLNetGradExt.Optimizers;

using static TorchSharp.torch;

/// <summary>A <see cref="WeightTransform"/> bound to parameters.</summary>
public abstract class WeightLink : UpdateLink
{
    /// <summary>The averaged weights this link keeps, or null.</summary>
    public virtual Tensor? Average => null;
}
