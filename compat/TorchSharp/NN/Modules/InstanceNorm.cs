using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Normalises each channel of each row over its positions.</summary>
        public abstract class InstanceNorm : NormBase
        {
            public InstanceNorm(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name) { }

            protected abstract long GetNumberOfBatchDimensions();

            protected override void ValidateInputDimensions(Tensor input)
            {
                var batched = GetNumberOfBatchDimensions();
                if (input.dim() != batched && input.dim() != batched - 1)
                    throw new ArgumentException($"Instance normalisation of this kind takes an input of {batched - 1} or {batched} dimensions, not {input.dim()}.");
            }

            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                if (input.dim() == GetNumberOfBatchDimensions()) return Normalise(input);
                using var batch = input.unsqueeze(0);
                using var result = Normalise(batch);
                return result.squeeze(0);
            }

            private Tensor Normalise(Tensor input) =>
                nn.functional.instance_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0, eps);
        }

        /// <summary>Instance normalisation of [N, C, L].</summary>
        public sealed class InstanceNorm1d : InstanceNorm
        {
            internal InstanceNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm1d)) { }

            protected override long GetNumberOfBatchDimensions() => 3;
        }

        /// <summary>Instance normalisation of [N, C, H, W].</summary>
        public sealed class InstanceNorm2d : InstanceNorm
        {
            internal InstanceNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm2d)) { }

            protected override long GetNumberOfBatchDimensions() => 4;
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static InstanceNorm1d InstanceNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static InstanceNorm2d InstanceNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
