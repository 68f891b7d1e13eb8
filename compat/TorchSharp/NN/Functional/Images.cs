namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static unsafe partial class functional
        {
            /// <summary>Pads the last dimensions; the pairs (before, after) start with the last one.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                fixed (long* p = pad) return Native.Result(Native.nn_pad(input.Handle, p, pad.Length, (int)mode, value), input);
            }

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.AsSpan(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>The same padding on both sides of the last dimension.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad, pad], mode, value);

            /// <summary>Resizes the spatial dimensions of [N, C, ...] to a size or by a factor.</summary>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if ((size is null) == (scale_factor is null)) throw new ArgumentException("Give either size or scale_factor.");
                var dims = (int)x.dim() - 2;
                if (dims is < 1 or > 3) throw new ArgumentException($"interpolate takes inputs of 3 to 5 dimensions, not {dims + 2}.");
                if (align_corners is not null && mode is InterpolationMode.Nearest or InterpolationMode.Area or InterpolationMode.NearestExact)
                    throw new ArgumentException("align_corners goes with the linear and cubic modes only.");
                var scales = scale_factor is { Length: 1 } && dims > 1 ? Enumerable.Repeat(scale_factor[0], dims).ToArray() : scale_factor;
                if (size is not null) size = Spread(size, dims, Ones);
                if (recompute_scale_factor && scales is not null)
                {
                    size = scales.Select((s, i) => (long)Math.Floor(x.size(i + 2) * s)).ToArray();
                    scales = null;
                }
                fixed (long* n = size)
                fixed (double* f = scales)
                    return Native.Result(Native.nn_interpolate(x.Handle, n, f, dims, (int)mode, align_corners ?? false, antialias), x);
            }

            public static Tensor upsample(Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            /// <summary>Samples [N, C, H, W] at the points [N, h, w, 2], whose coordinates run from -1 to 1.</summary>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                Native.Result(Native.nn_grid_sample(input.Handle, grid.Handle, mode == GridSampleMode.Nearest ? 1 : 0, padding_mode switch { GridSamplePaddingMode.Zeros => 0, GridSamplePaddingMode.Border => 1, _ => 2 }, align_corners ?? false), input, grid);

            /// <summary>The points at which an affine map [N, 2, 3] samples an image of a size [N, C, H, W].</summary>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false)
            {
                fixed (long* n = size) return Native.Result(Native.nn_affine_grid(theta.Handle, n, size?.Length ?? 0, align_corners), theta);
            }
        }
    }
}
