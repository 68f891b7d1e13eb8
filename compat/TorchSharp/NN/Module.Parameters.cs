using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Puts another parameter in the place of one: the old one is disposed, the new one leaves its dispose scope and is registered.</summary>
            private protected void Replace(ref Parameter? field, Parameter? value, string component)
            {
                if (ReferenceEquals(field, value)) return;
                field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(component, value);
            }

            /// <inheritdoc cref="Replace(ref Parameter, Parameter, string)"/>
            private protected void Replace(ref Tensor? field, Tensor? value, string component)
            {
                if (ReferenceEquals(field, value)) return;
                field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(component, value);
            }

            /// <summary>The handles of the module's own parameters, in the order of their registration.</summary>
            internal nint[] OwnHandles()
            {
                var handles = new nint[_internal_params.Count];
                var i = 0;
                foreach (var (_, parameter) in _internal_params) handles[i++] = parameter.Handle;
                return handles;
            }

            /// <summary>A new parameter whose values are yet to be set.</summary>
            private protected static Parameter NewParameter(Device? device, ScalarType? dtype, params long[] shape) =>
                new(torch.empty(shape, dtype: dtype, device: device));

            /// <summary>PyTorch's standard values of a layer: both uniform within 1 / sqrt(fan-in).</summary>
            private protected static void InitialiseByFanIn(Parameter weight, Parameter? bias)
            {
                var (fanIn, _) = init.CalculateFanInAndFanOut(weight);
                var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                init.kaiming_uniform_(weight, Math.Sqrt(5));
                if (bias is not null) init.uniform_(bias, -bound, bound);
            }
        }
    }
}
