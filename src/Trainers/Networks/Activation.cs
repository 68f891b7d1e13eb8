namespace MLNetGradExt;

/// <summary>An elementwise function between layers (softmax runs over the last dimension). Formulas and constants are PyTorch's.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x for positive x, else 0.01·x.</summary>
    LeakyRelu,

    /// <summary>x for positive x, else eˣ − 1.</summary>
    Elu,

    /// <summary>1.0507·x for positive x, else 1.0507·1.6733·(eˣ − 1): keeps mean 0 and variance 1 under LeCun initialisation (Klambauer et al., 2017).</summary>
    Selu,

    /// <summary>x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel, 2016).</summary>
    Gelu,

    /// <summary>x·σ(x), also called swish.</summary>
    Silu,

    /// <summary>x·tanh(log(1 + eˣ)) (Misra, 2019).</summary>
    Mish,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>eˣⁱ / Σ eˣʲ over the last dimension. Not for the head: losses take logits.</summary>
    Softmax,

    /// <summary>x.</summary>
    Identity,
}
