namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            private static readonly long[] Ones = [1, 1, 1];
            private static readonly long[] Zeros = [0, 0, 0];

            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Convolve(1, input, weight, bias, One(stride), One(padding), One(dilation), groups);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolve(2, input, weight, bias, strides, padding, dilation, groups);

            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolve(3, input, weight, bias, strides, padding, dilation, groups);

            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                Convolve(1, input, weight, bias, One(stride), padding, One(dilation), groups);

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolve(2, input, weight, bias, strides, padding, dilation, groups);

            public static Tensor conv3d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolve(3, input, weight, bias, strides, padding, dilation, groups);

            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null, long groups = 1) =>
                ConvolveTransposed(1, input, weight, bias, One(stride), One(padding), One(output_padding), One(dilation), groups);

            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvolveTransposed(2, input, weight, bias, strides, padding, output_padding, dilation, groups);

            public static Tensor conv_transpose3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvolveTransposed(3, input, weight, bias, strides, padding, output_padding, dilation, groups);

            internal static Tensor Convolve(int dims, Tensor input, Tensor weight, Tensor? bias, long[]? stride, long[]? padding, long[]? dilation, long groups)
            {
                fixed (long* s = Spread(stride, dims, Ones), p = Spread(padding, dims, Zeros), d = Spread(dilation, dims, Ones))
                    return Native.Result(Native.nn_conv(input.Handle, weight.Handle, Native.OrNull(bias), s, p, d, dims, groups), input, weight, bias);
            }

            internal static Tensor Convolve(int dims, Tensor input, Tensor weight, Tensor? bias, long[]? stride, Padding padding, long[]? dilation, long groups)
            {
                fixed (long* s = Spread(stride, dims, Ones), d = Spread(dilation, dims, Ones))
                    return Native.Result(Native.nn_conv_padded(input.Handle, weight.Handle, Native.OrNull(bias), s, padding == Padding.Same, d, dims, groups), input, weight, bias);
            }

            internal static Tensor ConvolveTransposed(int dims, Tensor input, Tensor weight, Tensor? bias, long[]? stride, long[]? padding, long[]? output_padding, long[]? dilation, long groups)
            {
                fixed (long* s = Spread(stride, dims, Ones), p = Spread(padding, dims, Zeros), o = Spread(output_padding, dims, Zeros), d = Spread(dilation, dims, Ones))
                    return Native.Result(Native.nn_conv_transpose(input.Handle, weight.Handle, Native.OrNull(bias), s, p, o, d, dims, groups), input, weight, bias);
            }

            private static long[]? One(long? value) => value is { } v ? [v] : null;

            /// <summary>One number a spatial dimension: none means the default, a single one counts for all.</summary>
            internal static long[] Spread(long[]? values, int dims, long[] standard)
            {
                if (values is null || values.Length == 0) return standard;
                if (values.Length >= dims) return values;
                if (values.Length != 1) throw new ArgumentException($"Expected {dims} numbers, one a spatial dimension, not {values.Length}.");
                var all = new long[dims];
                System.Array.Fill(all, values[0]);
                return all;
            }
        }
    }
}
