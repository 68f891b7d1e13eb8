namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => Native.Result(Native.nn_relu(x.Handle, inplace), x);
            public static Tensor relu6(Tensor x, bool inplace = false) => Native.Result(Native.nn_relu6(x.Handle, inplace), x);
            public static Tensor selu(Tensor x, bool inplace = false) => Native.Result(Native.nn_selu(x.Handle, inplace), x);
            public static Tensor silu(Tensor x, bool inplace = false) => Native.Result(Native.nn_silu(x.Handle, inplace), x);
            public static Tensor mish(Tensor x, bool inplace = false) => Native.Result(Native.nn_mish(x.Handle, inplace), x);
            public static Tensor tanh(Tensor x, bool inplace = false) => Native.Result(Native.nn_tanh(x.Handle, inplace), x);
            public static Tensor gelu(Tensor x) => gelu(x, false);
            public static Tensor gelu(Tensor x, bool inplace) => Native.Result(Native.nn_gelu(x.Handle, inplace), x);
            public static Tensor sigmoid(Tensor x) => sigmoid(x, false);
            public static Tensor sigmoid(Tensor x, bool inplace) => Native.Result(Native.nn_sigmoid(x.Handle, inplace), x);
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => Native.Result(Native.nn_hardsigmoid(input.Handle, inplace), input);
            public static Tensor hardswish(Tensor input, bool inplace = false) => Native.Result(Native.nn_hardswish(input.Handle, inplace), input);
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => Native.Result(Native.nn_elu(x.Handle, alpha, inplace), x);
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) => Native.Result(Native.nn_celu(x.Handle, alpha, inplace), x);
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => Native.Result(Native.nn_leaky_relu(input.Handle, negative_slope, inplace), input);
            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) => Native.Result(Native.nn_threshold(x.Handle, threshold, value, inplace), x);
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Native.Result(Native.nn_softmax(input.Handle, dim, (int?)dtype ?? -1), input);
            public static Tensor log_softmax(Tensor x, long dim) => Native.Result(Native.nn_log_softmax(x.Handle, dim), x);

            public static Tensor softmin(Tensor x, long dim)
            {
                using var minus = -x;
                return softmax(minus, dim);
            }

            /// <summary>Softmax over the channels of [N, C, H, W].</summary>
            public static Tensor softmax2d(Tensor x) => softmax(x, -3);

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Native.Result(Native.nn_softplus(x.Handle, beta, threshold), x);
            public static Tensor softshrink(Tensor x, double lambda = 0.5) => Native.Result(Native.nn_softshrink(x.Handle, lambda), x);
            public static Tensor hardshrink(Tensor x, double lambda = 0.5) => Native.Result(Native.nn_hardshrink(x.Handle, lambda), x);
            public static Tensor softsign(Tensor x, bool inplace = false) => inplace ? InPlace(x, softsign(x)) : Native.Result(Native.nn_softsign(x.Handle), x);
            public static Tensor tanhshrink(Tensor x, bool inplace = false) => inplace ? InPlace(x, tanhshrink(x)) : Native.Result(Native.nn_tanhshrink(x.Handle), x);
            public static Tensor logsigmoid(Tensor x) => Native.Result(Native.nn_log_sigmoid(x.Handle), x);
            public static Tensor glu(Tensor input, long dim = -1) => Native.Result(Native.nn_glu(input.Handle, dim), input);
            public static Tensor prelu(Tensor input, Tensor weight) => Native.Result(Native.nn_prelu(input.Handle, weight.Handle), input, weight);

            private static Tensor InPlace(Tensor x, Tensor result)
            {
                using (result) return x.copy_(result).alias();
            }
        }
    }
}
