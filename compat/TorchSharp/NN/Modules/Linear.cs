using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x W^T + b. Input [..., in], weight [out, in], bias [out].</summary>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(weight))] private Parameter? _weight;
            [ComponentName(Name = nameof(bias))] private Parameter? _bias;

            internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
            {
                in_features = weight.size(1);
                out_features = weight.size(0);
                this.weight = weight;
                this.bias = bias;
            }

            internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
            {
                in_features = inputSize;
                out_features = outputSize;
                weight = NewParameter(device, dtype, outputSize, inputSize);
                if (hasBias) bias = NewParameter(device, dtype, outputSize);
                InitialiseByFanIn(weight, bias);
            }

            public long in_features { get; set; }
            public long out_features { get; set; }

            public Parameter weight
            {
                get => _weight!;
                set => Replace(ref _weight, value, nameof(weight));
            }

            public Parameter? bias
            {
                get => _bias;
                set => Replace(ref _bias, value, nameof(bias));
            }

            public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight!, _bias);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}
