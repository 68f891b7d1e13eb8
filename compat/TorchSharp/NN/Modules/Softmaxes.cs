using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>exp(x) over its sum along a dimension.</summary>
        public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
        {
            internal Softmax(long dim) : base(nameof(Softmax))
            {
                this.dim = dim;
            }

            public long dim { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.softmax(input, dim);
        }

        /// <summary>The logarithm of the softmax.</summary>
        public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
        {
            internal LogSoftmax(long dim) : base(nameof(LogSoftmax))
            {
                this.dim = dim;
            }

            public long dim { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.log_softmax(input, dim);
        }

        /// <summary>The softmax of -x.</summary>
        public sealed class Softmin : ParameterLessModule<Tensor, Tensor>
        {
            internal Softmin(long dim) : base(nameof(Softmin))
            {
                this.dim = dim;
            }

            public long dim { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.softmin(input, dim);
        }

        /// <summary>The softmax over the channels of [N, C, H, W].</summary>
        public sealed class Softmax2d : ParameterLessModule<Tensor, Tensor>
        {
            internal Softmax2d() : base(nameof(Softmax2d)) { }

            public override Tensor forward(Tensor input) => nn.functional.softmax2d(input);
        }

        /// <summary>log(1 + exp(beta x)) / beta; linear above the threshold.</summary>
        public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
        {
            internal Softplus(double beta, double threshold) : base(nameof(Softplus))
            {
                this.beta = beta;
                this.threshold = threshold;
            }

            public double beta { get; set; }
            public double threshold { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.softplus(input, beta, threshold);
        }

        /// <summary>x moved towards zero by lambda.</summary>
        public sealed class Softshrink : ParameterLessModule<Tensor, Tensor>
        {
            internal Softshrink(double lambda) : base(nameof(Softshrink))
            {
                this.lambda = lambda;
            }

            public double lambda { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.softshrink(input, lambda);
        }

        /// <summary>x, and zero within lambda of zero.</summary>
        public sealed class Hardshrink : ParameterLessModule<Tensor, Tensor>
        {
            internal Hardshrink(double lambda) : base(nameof(Hardshrink))
            {
                this.lambda = lambda;
            }

            public double lambda { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.hardshrink(input, lambda);
        }

        /// <summary>The logarithm of the sigmoid.</summary>
        public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
        {
            internal LogSigmoid() : base(nameof(LogSigmoid)) { }

            public override Tensor forward(Tensor input) => nn.functional.logsigmoid(input);
        }

        /// <summary>The first half along a dimension, gated by the sigmoid of the second.</summary>
        public sealed class GLU : ParameterLessModule<Tensor, Tensor>
        {
            internal GLU(long dim) : base(nameof(GLU))
            {
                this.dim = dim;
            }

            public long dim { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.glu(input, dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Softmax Softmax(long dim) => new(dim);
            public static LogSoftmax LogSoftmax(long dim) => new(dim);
            public static Softmin Softmin(long dim) => new(dim);
            public static Softmax2d Softmax2d() => new();
            public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);
            public static Softshrink Softshrink(double lambda = 0.5) => new(lambda);
            public static Hardshrink Hardshrink(double lambda = 0.5) => new(lambda);
            public static LogSigmoid LogSigmoid() => new();
            public static GLU GLU(long dim = -1) => new(dim);
        }
    }
}
