namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Native.Result(Native.nn_linear(input.Handle, weights.Handle, Native.OrNull(bias)), input, weights, bias);

            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null)
            {
                var result = Native.nn_bilinear(input1.Handle, input2.Handle, weight.Handle, Native.OrNull(bias));
                GC.KeepAlive(bias);
                return Native.Result(result, input1, input2, weight);
            }

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Native.Result(Native.nn_one_hot(x.Handle, num_classes), x);

            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12) => Native.Result(Native.nn_normalize(input.Handle, p, dim, eps), input);

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                Native.Result(Native.nn_cosine_similarity(x1.Handle, x2.Handle, dim, eps), x1, x2);

            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2.0, double eps = 1e-6, bool keepdim = false) =>
                Native.Result(Native.nn_pairwise_distance(input1.Handle, input2.Handle, p, eps, keepdim), input1, input2);

            /// <summary>softmax(q k^T / sqrt(d) + mask) v; dropout of the attention with probability p.</summary>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                if (p < 0) throw new ArgumentException("The dropout probability must not be negative.");
                if (is_casual && attn_mask is not null) throw new ArgumentException("A causal attention takes no mask of its own.");
                var result = Native.nn_attention(query.Handle, key.Handle, value.Handle, Native.OrNull(attn_mask), p, is_casual);
                GC.KeepAlive(attn_mask);
                return Native.Result(result, query, key, value);
            }
        }
    }
}
