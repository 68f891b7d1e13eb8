using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Padding around the last dimensions.</summary>
        public class PadBase : ParameterLessModule<Tensor, Tensor>
        {
            private readonly PaddingModes _mode;

            protected internal PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name)
            {
                _mode = mode;
                this.value = value;
                this.padding = padding;
            }

            public long[] padding { get; set; }
            public double value { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, _mode, value);
        }

        /// <summary>Zeros around [N, C, H, W].</summary>
        public sealed class ZeroPad2d : PadBase
        {
            internal ZeroPad2d(params long[] padding) : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding) { }
        }

        /// <summary>A mirror image around [N, C, H, W].</summary>
        public sealed class ReflectionPad2d : PadBase
        {
            internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding) { }
        }

        /// <summary>Resizes [N, C, ...] to a size or by a factor.</summary>
        public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
        {
            private readonly long[]? _size;
            private readonly double[]? _scale_factor;

            internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor) : base(nameof(Upsample))
            {
                _size = size;
                _scale_factor = scale_factor;
                this.mode = mode;
                this.align_corners = align_corners;
                this.recompute_scale_factor = recompute_scale_factor;
            }

            public ReadOnlySpan<long> size => _size;
            public ReadOnlySpan<double> scale_factor => _scale_factor;
            public UpsampleMode mode { get; private set; }
            public bool? align_corners { get; private set; }
            public bool? recompute_scale_factor { get; set; }

            public override Tensor forward(Tensor input) =>
                nn.functional.interpolate(input, _size, _scale_factor, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ZeroPad2d ZeroPad2d(long padding) => new(padding, padding, padding, padding);
            public static ZeroPad2d ZeroPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);
            public static ReflectionPad2d ReflectionPad2d(long padding) => new(padding, padding, padding, padding);
            public static ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

            public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode, align_corners, recompute_scale_factor);
        }
    }
}
