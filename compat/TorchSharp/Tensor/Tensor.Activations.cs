namespace TorchSharp;

// Element-wise functions that networks are made of.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Result(Native.tensor_log_softmax(Handle, dim, Native.OrNone(dtype)));
        public Tensor threshold(Scalar threshold, Scalar value) => Result(Native.tensor_threshold(Handle, threshold.Number, value.Number));
        public Tensor threshold_(Scalar threshold, Scalar value) => Self(Native.tensor_threshold_(Handle, threshold.Number, value.Number));
        public Tensor softmax(long dim, ScalarType? dtype = null) => Result(Native.tensor_softmax(Handle, dim, Native.OrNone(dtype)));
        public Tensor softplus(double beta = 1, double threshold = 20) => Result(Native.tensor_softplus(Handle, beta, threshold));
        public Tensor relu() => Result(Native.tensor_relu(Handle));
        public Tensor relu_() => Self(Native.tensor_relu_(Handle));
        public Tensor relu6() => Result(Native.tensor_relu6(Handle));
        public Tensor relu6_() => Self(Native.tensor_relu6_(Handle));
        public Tensor celu() => celu(1.0);
        public Tensor celu_() => celu_(1.0);
        public Tensor celu(Scalar alpha) => Result(Native.tensor_celu_s(Handle, alpha.Number));
        public Tensor celu_(Scalar alpha) => Self(Native.tensor_celu__s(Handle, alpha.Number));
        public Tensor elu(double alpha = 1) => elu(alpha, 1.0, 1.0);
        public Tensor elu_(double alpha = 1) => elu_(alpha, 1.0, 1.0);
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Result(Native.tensor_elu_sss(Handle, alpha.Number, scale.Number, input_scale.Number));
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Self(Native.tensor_elu__sss(Handle, alpha.Number, scale.Number, input_scale.Number));
        public Tensor gelu() => Result(Native.tensor_gelu(Handle));
        public Tensor gelu_() => Self(Native.tensor_gelu_(Handle));
        public Tensor glu(long dim = -1) => Result(Native.tensor_glu(Handle, dim));
        public Tensor hardsigmoid() => Result(Native.tensor_hardsigmoid(Handle));
        public Tensor hardsigmoid_() => Self(Native.tensor_hardsigmoid_(Handle));
        public Tensor hardswish() => Result(Native.tensor_hardswish(Handle));
        public Tensor hardswish_() => Self(Native.tensor_hardswish_(Handle));
        public Tensor leaky_relu(Scalar negative_slope) => Result(Native.tensor_leaky_relu(Handle, negative_slope.Number));
        public Tensor leaky_relu_(Scalar negative_slope) => Self(Native.tensor_leaky_relu_(Handle, negative_slope.Number));
        public Tensor selu() => Result(Native.tensor_selu(Handle));
        public Tensor selu_() => Self(Native.tensor_selu_(Handle));
        public Tensor silu() => Result(Native.tensor_silu(Handle));
        public Tensor silu_() => Self(Native.tensor_silu_(Handle));
        public Tensor log_sigmoid() => Result(Native.tensor_log_sigmoid(Handle));
        public Tensor prelu(Tensor target) => Result(Native.tensor_prelu(Handle, target.Handle), target);
        public Tensor sigmoid() => Result(Native.tensor_sigmoid(Handle));
        public Tensor sigmoid_() => Self(Native.tensor_sigmoid_(Handle));
    }
}
