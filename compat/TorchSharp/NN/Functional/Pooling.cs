namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPool(1, input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPool(2, input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                MaxPool(2, input, [kernel_size.Item1, kernel_size.Item2], Two(stride), Two(padding), Two(dilation), ceil_mode);

            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPool(2, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static Tensor max_pool3d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPool(3, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static (Tensor output, Tensor indices) max_pool1d_with_indices(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                MaxPoolWithIndices(1, input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPoolWithIndices(2, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static (Tensor output, Tensor indices) max_pool3d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                MaxPoolWithIndices(3, input, kernel_size, strides, padding, dilation, ceil_mode);

            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                AvgPool(1, input, [kernel_size], One(stride), One(padding), ceil_mode, count_include_pad, null);

            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AvgPool(2, input, [kernel_size], One(stride), [padding], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AvgPool(2, input, [kernel_size.Item1, kernel_size.Item2], Two(stride), Two(padding), ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AvgPool(2, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool3d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                AvgPool(3, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => AdaptiveAvgPool(1, input, [output_size]);
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => AdaptiveAvgPool(2, input, [output_size]);
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => AdaptiveAvgPool(2, input, [output_size.Item1, output_size.Item2]);
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => AdaptiveAvgPool(2, input, output_size);
            public static Tensor adaptive_avg_pool3d(Tensor input, long output_size) => AdaptiveAvgPool(3, input, [output_size]);
            public static Tensor adaptive_avg_pool3d(Tensor input, (long, long, long) output_size) => AdaptiveAvgPool(3, input, [output_size.Item1, output_size.Item2, output_size.Item3]);
            public static Tensor adaptive_avg_pool3d(Tensor input, long[] output_size) => AdaptiveAvgPool(3, input, output_size);

            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => First(adaptive_max_pool1d_with_indices(input, output_size));
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => First(adaptive_max_pool2d_with_indices(input, output_size));
            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) => First(adaptive_max_pool3d_with_indices(input, output_size));
            public static (Tensor output, Tensor indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size) => AdaptiveMaxPool(1, input, [output_size]);
            public static (Tensor output, Tensor indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size) => AdaptiveMaxPool(2, input, output_size);
            public static (Tensor output, Tensor indices) adaptive_max_pool3d_with_indices(Tensor input, long[] output_size) => AdaptiveMaxPool(3, input, output_size);

            private static Tensor MaxPool(int dims, Tensor input, long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            {
                kernel = Spread(kernel, dims, Ones);
                fixed (long* k = kernel, s = Spread(stride, dims, kernel), p = Spread(padding, dims, Zeros), d = Spread(dilation, dims, Ones))
                    return Native.Result(Native.nn_max_pool(input.Handle, k, s, p, d, dims, ceil_mode), input);
            }

            private static (Tensor, Tensor) MaxPoolWithIndices(int dims, Tensor input, long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            {
                nint indices = 0;
                kernel = Spread(kernel, dims, Ones);
                fixed (long* k = kernel, s = Spread(stride, dims, kernel), p = Spread(padding, dims, Zeros), d = Spread(dilation, dims, Ones))
                    return (Native.Result(Native.nn_max_pool_with_indices(input.Handle, k, s, p, d, dims, ceil_mode, &indices), input), Native.Result(indices));
            }

            private static Tensor AvgPool(int dims, Tensor input, long[] kernel, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor)
            {
                kernel = Spread(kernel, dims, Ones);
                fixed (long* k = kernel, s = Spread(stride, dims, kernel), p = Spread(padding, dims, Zeros))
                    return Native.Result(Native.nn_avg_pool(input.Handle, k, s, p, dims, ceil_mode, count_include_pad, divisor ?? Native.None), input);
            }

            private static Tensor AdaptiveAvgPool(int dims, Tensor input, long[] size)
            {
                fixed (long* n = Spread(size, dims, Ones)) return Native.Result(Native.nn_adaptive_avg_pool(input.Handle, n, dims), input);
            }

            private static (Tensor, Tensor) AdaptiveMaxPool(int dims, Tensor input, long[] size)
            {
                nint indices = 0;
                fixed (long* n = Spread(size, dims, Ones)) return (Native.Result(Native.nn_adaptive_max_pool(input.Handle, n, dims, &indices), input), Native.Result(indices));
            }

            private static Tensor First((Tensor output, Tensor indices) both)
            {
                both.indices.Dispose();
                return both.output;
            }

            private static long[]? Two((long, long)? pair) => pair is { } p ? [p.Item1, p.Item2] : null;
        }
    }
}
