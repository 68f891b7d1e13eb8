namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            public static Tensor batch_norm(Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                var result = Native.nn_batch_norm(input.Handle, Native.OrNull(weight), Native.OrNull(bias), Native.OrNull(running_mean), Native.OrNull(running_var), training, momentum, eps);
                GC.KeepAlive(running_mean);
                GC.KeepAlive(running_var);
                return Native.Result(result, input, weight, bias);
            }

            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
            {
                var result = Native.nn_instance_norm(input.Handle, Native.OrNull(weight), Native.OrNull(bias), Native.OrNull(running_mean), Native.OrNull(running_var), use_input_stats, momentum, eps);
                GC.KeepAlive(running_mean);
                GC.KeepAlive(running_var);
                return Native.Result(result, input, weight, bias);
            }

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                fixed (long* shape = normalized_shape)
                    return Native.Result(Native.nn_layer_norm(input.Handle, shape, normalized_shape.Length, Native.OrNull(weight), Native.OrNull(bias), eps), input, weight, bias);
            }

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Native.Result(Native.nn_group_norm(input.Handle, num_groups, Native.OrNull(weight), Native.OrNull(bias), eps), input, weight, bias);

            /// <summary>Divides by (k + alpha * mean of the squares of neighbouring channels)^beta.</summary>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1.0) =>
                Native.Result(Native.nn_local_response_norm(input.Handle, size, alpha, beta, k), input);
        }
    }
}
