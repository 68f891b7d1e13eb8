using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector<float>;
using static System.Numerics.Vector;

namespace MLNetGradExt.Annealing;

/// <summary>The activations of <see cref="Activation"/> as steps.</summary>
internal static class ElementFunctions
{
    public static FusedStep? Of(Activation activation, long units) => activation switch
    {
        Activation.Relu => new FusedElementwise<Relu>(units),
        Activation.LeakyRelu => new FusedElementwise<LeakyRelu>(units),
        Activation.Elu => new FusedElementwise<Elu>(units),
        Activation.Selu => new FusedElementwise<Selu>(units),
        Activation.Gelu => new FusedElementwise<Gelu>(units),
        Activation.Silu => new FusedElementwise<Silu>(units),
        Activation.Mish => new FusedElementwise<Mish>(units),
        Activation.Tanh => new FusedElementwise<Tanh>(units),
        Activation.Sigmoid => new FusedElementwise<Sigmoid>(units),
        Activation.Softmax => new FusedSoftmax(units),
        Activation.Identity => new FusedElementwise<Same>(units),
        _ => null,
    };

    /// <summary>x; also how a block is copied.</summary>
    internal readonly struct Same : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => x;
    }

    private readonly struct Tanh : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => VectorMath.Tanh(x);
    }

    private readonly struct Sigmoid : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => VectorMath.Sigmoid(x);
    }

    private readonly struct Relu : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => MaxNative(Lanes.Zero, x);
    }

    private readonly struct LeakyRelu : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => ConditionalSelect(GreaterThan(x, Lanes.Zero), x, x * 0.01f);
    }

    private readonly struct Elu : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => ConditionalSelect(GreaterThan(x, Lanes.Zero), x, VectorMath.ExpM1(x));
    }

    private readonly struct Selu : IElementFunction
    {
        private const float Scale = 1.0507009873554805f, Alpha = 1.6732632423543772f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => Scale * ConditionalSelect(GreaterThan(x, Lanes.Zero), x, Alpha * VectorMath.ExpM1(x));
    }

    private readonly struct Silu : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x) => x / (Lanes.One + VectorMath.Exp(-x));
    }

    private readonly struct Mish : IElementFunction
    {
        // tanh(log(1 + e)) = e(e + 2) / (e(e + 2) + 2) with e = exp(x); above 20 it is 1 in single precision.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x)
        {
            var e = VectorMath.Exp(MinNative(new Lanes(20f), x));
            var n = e * (e + new Lanes(2f));
            return x * (n / (n + new Lanes(2f)));
        }
    }

    private readonly struct Gelu : IElementFunction
    {
        // x·Φ(x) = max(x, 0) − ½·|x|·erfc(|x|/√2), with erfc from Abramowitz and Stegun (1964), formula 7.1.26, to 1.5e-7.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Lanes Of(Lanes x)
        {
            var size = MinNative(new Lanes(1e4f), Abs(x));
            var t = Lanes.One / MultiplyAddEstimate(new Lanes(0.3275911f * 0.70710678f), size, Lanes.One);
            var p = MultiplyAddEstimate(new Lanes(1.061405429f), t, new Lanes(-1.453152027f));
            p = MultiplyAddEstimate(p, t, new Lanes(1.421413741f));
            p = MultiplyAddEstimate(p, t, new Lanes(-0.284496736f));
            p = MultiplyAddEstimate(p, t, new Lanes(0.254829592f)) * t;
            return MaxNative(Lanes.Zero, x) - 0.5f * size * p * VectorMath.Exp(-0.5f * size * size);
        }
    }
}
