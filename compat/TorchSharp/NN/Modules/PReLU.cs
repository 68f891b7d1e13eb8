using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x where positive, a learned slope times x elsewhere; one slope, or one a channel.</summary>
        public sealed class PReLU : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(weight))] private Parameter? _weight;

            internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype) : base(nameof(PReLU))
            {
                this.num_parameters = num_parameters;
                this.init = init;
                weight = NewParameter(device, dtype, num_parameters);
                nn.init.constant_(weight, init);
            }

            public long num_parameters { get; private set; }
            public double init { get; private set; }

            public Parameter weight
            {
                get => _weight!;
                set => Replace(ref _weight, value, nameof(weight));
            }

            public override Tensor forward(Tensor input) => nn.functional.prelu(input, weight);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
                new(num_parameters, init, device, dtype);
        }
    }
}
