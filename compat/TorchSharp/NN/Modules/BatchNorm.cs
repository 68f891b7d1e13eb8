using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>What batch and instance normalisation share: scale and shift, running mean and variance, a count of batches.</summary>
        public abstract class NormBase : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(weight))] private Parameter? _weight;
            [ComponentName(Name = nameof(bias))] private Parameter? _bias;
            [ComponentName(Name = nameof(running_mean))] private Tensor? _running_mean;
            [ComponentName(Name = nameof(running_var))] private Tensor? _running_var;
            [ComponentName(Name = nameof(num_batches_tracked))] private Tensor? _num_batches_tracked;

            public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
            {
                this.num_features = num_features;
                this.eps = eps;
                this.momentum = momentum;
                this.affine = affine;
                this.track_running_stats = track_running_stats;
                if (affine)
                {
                    weight = NewParameter(device, dtype, num_features);
                    bias = NewParameter(device, dtype, num_features);
                }
                if (track_running_stats)
                {
                    running_mean = torch.zeros([num_features], dtype: dtype, device: device);
                    running_var = torch.ones([num_features], dtype: dtype, device: device);
                    num_batches_tracked = torch.zeros([], dtype: ScalarType.Int64, device: device);
                }
                reset_parameters();
            }

            public long num_features { get; private set; }
            public double eps { get; set; }
            public double? momentum { get; set; }
            public bool affine { get; private set; }
            public bool track_running_stats { get; private set; }

            public Parameter? weight
            {
                get => _weight;
                set => Replace(ref _weight, value, nameof(weight));
            }

            public Parameter? bias
            {
                get => _bias;
                set => Replace(ref _bias, value, nameof(bias));
            }

            public Tensor? running_mean
            {
                get => _running_mean;
                set => Replace(ref _running_mean, value, nameof(running_mean));
            }

            public Tensor? running_var
            {
                get => _running_var;
                set => Replace(ref _running_var, value, nameof(running_var));
            }

            public Tensor? num_batches_tracked
            {
                get => _num_batches_tracked;
                set => Replace(ref _num_batches_tracked, value, nameof(num_batches_tracked));
            }

            public void reset_running_stats()
            {
                if (!track_running_stats) return;
                nn.init.zeros_(_running_mean!);
                nn.init.ones_(_running_var!);
                nn.init.zeros_(_num_batches_tracked!);
            }

            public void reset_parameters()
            {
                reset_running_stats();
                if (!affine) return;
                nn.init.ones_(_weight!);
                nn.init.zeros_(_bias!);
            }

            protected virtual void ValidateInputDimensions(Tensor input) { }
        }

        /// <summary>Normalises each feature over the batch while training, with running statistics afterwards.</summary>
        public abstract class BatchNorm : NormBase
        {
            public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name) { }

            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                var factor = momentum ?? 0;
                if (training && track_running_stats)
                {
                    using (torch.no_grad()) num_batches_tracked!.add_(1);
                    if (momentum is null) factor = 1.0 / num_batches_tracked!.item<long>();
                }
                var batch = training || running_mean is null && running_var is null;
                var running = !training || track_running_stats;
                return nn.functional.batch_norm(input, running ? running_mean! : null!, running ? running_var! : null!, weight, bias, batch, factor, eps);
            }

            private protected static void Require(Tensor input, params ReadOnlySpan<long> allowed)
            {
                if (!allowed.Contains(input.dim()))
                    throw new ArgumentException($"Batch normalisation of this kind takes an input of {string.Join(" or ", allowed.ToArray())} dimensions, not {input.dim()}.");
            }
        }

        /// <summary>Batch normalisation of [N, C] or [N, C, L].</summary>
        public class BatchNorm1d : BatchNorm
        {
            internal BatchNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm1d)) { }

            protected override void ValidateInputDimensions(Tensor input) => Require(input, 2, 3);
        }

        /// <summary>Batch normalisation of [N, C, H, W].</summary>
        public class BatchNorm2d : BatchNorm
        {
            internal BatchNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d)) { }

            protected override void ValidateInputDimensions(Tensor input) => Require(input, 4);
        }

        /// <summary>Batch normalisation of [N, C, D, H, W].</summary>
        public class BatchNorm3d : BatchNorm
        {
            internal BatchNorm3d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm3d)) { }

            protected override void ValidateInputDimensions(Tensor input) => Require(input, 5);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static BatchNorm3d BatchNorm3d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
