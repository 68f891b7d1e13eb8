namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_mse_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_l1_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Native.Result(Native.nn_smooth_l1_loss(input.Handle, target.Handle, (long)reduction, beta), input, target);

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_huber_loss(input.Handle, target.Handle, (long)reduction, delta), input, target);

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_binary_cross_entropy(input.Handle, target.Handle, Native.OrNull(weight), (long)reduction), input, target, weight);

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                var result = Native.nn_binary_cross_entropy_with_logits(input.Handle, target.Handle, Native.OrNull(weight), Native.OrNull(pos_weights), (long)reduction);
                GC.KeepAlive(pos_weights);
                return Native.Result(result, input, target, weight);
            }

            /// <summary>Log-softmax and negative log likelihood in one. Input [N, C, ...]; target class numbers [N, ...] or probabilities like the input.</summary>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                Native.Result(Native.nn_cross_entropy(input.Handle, target.Handle, Native.OrNull(weight), (long)reduction, ignore_index, label_smoothing), input, target, weight);

            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_nll_loss(input.Handle, target.Handle, Native.OrNull(weight), (long)reduction), input, target, weight);

            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_kl_div(input.Handle, target.Handle, (long)reduction, log_target), input, target);

            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_soft_margin_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_poisson_nll_loss(input.Handle, target.Handle, log_input, full, eps, (long)reduction), input, target);

            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_hinge_embedding_loss(input.Handle, target.Handle, margin, (long)reduction), input, target);

            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_margin_ranking_loss(input1.Handle, input2.Handle, target.Handle, margin, (long)reduction), input1, input2, target);

            public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_cosine_embedding_loss(input1.Handle, input2.Handle, target.Handle, margin, (long)reduction), input1, input2, target);

            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-6f, Reduction reduction = Reduction.Mean) =>
                Native.Result(Native.nn_gaussian_nll_loss(input.Handle, target.Handle, variance.Handle, full, eps, (long)reduction), input, target, variance);
        }
    }
}
