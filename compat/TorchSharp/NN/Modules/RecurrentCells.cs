using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>One step of a plain recurrent network. Input [N, in], state [N, hidden].</summary>
        public sealed class RNNCell : nn.Module<Tensor, Tensor?, Tensor>
        {
            [ComponentName(Name = nameof(weight_ih))] private Parameter? _weight_ih;
            [ComponentName(Name = nameof(weight_hh))] private Parameter? _weight_hh;
            [ComponentName(Name = nameof(bias_ih))] private Parameter? _bias_ih;
            [ComponentName(Name = nameof(bias_hh))] private Parameter? _bias_hh;
            private readonly int _kind;

            internal RNNCell(long inputs, long hidden, nn.NonLinearities nonlinearity, bool bias, Device? device, ScalarType? dtype) : base(nameof(RNNCell))
            {
                _kind = nonlinearity == nn.NonLinearities.ReLU ? 0 : 1;
                weight_ih = NewParameter(device, dtype, hidden, inputs);
                weight_hh = NewParameter(device, dtype, hidden, hidden);
                if (bias)
                {
                    bias_ih = NewParameter(device, dtype, hidden);
                    bias_hh = NewParameter(device, dtype, hidden);
                }
                foreach (var p in parameters(false)) nn.init.uniform_(p, -1 / Math.Sqrt(hidden), 1 / Math.Sqrt(hidden));
            }

            public Parameter weight_ih
            {
                get => _weight_ih!;
                set => Replace(ref _weight_ih, value, nameof(weight_ih));
            }

            public Parameter weight_hh
            {
                get => _weight_hh!;
                set => Replace(ref _weight_hh, value, nameof(weight_hh));
            }

            public Parameter? bias_ih
            {
                get => _bias_ih;
                set => Replace(ref _bias_ih, value, nameof(bias_ih));
            }

            public Parameter? bias_hh
            {
                get => _bias_hh;
                set => Replace(ref _bias_hh, value, nameof(bias_hh));
            }

            public override unsafe Tensor forward(Tensor input, Tensor? h0 = null)
            {
                using var zero = h0 is null ? torch.zeros([input.size(0), weight_hh.size(1)], dtype: input.dtype, device: input.device) : null;
                nint none = 0;
                var result = Native.nn_recurrent_cell(_kind, input.Handle, (h0 ?? zero!).Handle, 0, weight_ih.Handle, weight_hh.Handle, Native.OrNull(bias_ih), Native.OrNull(bias_hh), &none);
                GC.KeepAlive(h0);
                return Native.Result(result, input, this);
            }
        }

        /// <summary>One step of a gated recurrent unit. Input [N, in], state [N, hidden].</summary>
        public sealed class GRUCell : nn.Module<Tensor, Tensor?, Tensor>
        {
            [ComponentName(Name = nameof(weight_ih))] private Parameter? _weight_ih;
            [ComponentName(Name = nameof(weight_hh))] private Parameter? _weight_hh;
            [ComponentName(Name = nameof(bias_ih))] private Parameter? _bias_ih;
            [ComponentName(Name = nameof(bias_hh))] private Parameter? _bias_hh;

            internal GRUCell(long inputs, long hidden, bool bias, Device? device, ScalarType? dtype) : base(nameof(GRUCell))
            {
                weight_ih = NewParameter(device, dtype, 3 * hidden, inputs);
                weight_hh = NewParameter(device, dtype, 3 * hidden, hidden);
                if (bias)
                {
                    bias_ih = NewParameter(device, dtype, 3 * hidden);
                    bias_hh = NewParameter(device, dtype, 3 * hidden);
                }
                foreach (var p in parameters(false)) nn.init.uniform_(p, -1 / Math.Sqrt(hidden), 1 / Math.Sqrt(hidden));
            }

            public Parameter weight_ih
            {
                get => _weight_ih!;
                set => Replace(ref _weight_ih, value, nameof(weight_ih));
            }

            public Parameter weight_hh
            {
                get => _weight_hh!;
                set => Replace(ref _weight_hh, value, nameof(weight_hh));
            }

            public Parameter? bias_ih
            {
                get => _bias_ih;
                set => Replace(ref _bias_ih, value, nameof(bias_ih));
            }

            public Parameter? bias_hh
            {
                get => _bias_hh;
                set => Replace(ref _bias_hh, value, nameof(bias_hh));
            }

            public override unsafe Tensor forward(Tensor input, Tensor? h0 = null)
            {
                using var zero = h0 is null ? torch.zeros([input.size(0), weight_hh.size(1)], dtype: input.dtype, device: input.device) : null;
                nint none = 0;
                var result = Native.nn_recurrent_cell(2, input.Handle, (h0 ?? zero!).Handle, 0, weight_ih.Handle, weight_hh.Handle, Native.OrNull(bias_ih), Native.OrNull(bias_hh), &none);
                GC.KeepAlive(h0);
                return Native.Result(result, input, this);
            }
        }

        /// <summary>One step of a long short-term memory. Input [N, in], states [N, hidden].</summary>
        public sealed class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
        {
            [ComponentName(Name = nameof(weight_ih))] private Parameter? _weight_ih;
            [ComponentName(Name = nameof(weight_hh))] private Parameter? _weight_hh;
            [ComponentName(Name = nameof(bias_ih))] private Parameter? _bias_ih;
            [ComponentName(Name = nameof(bias_hh))] private Parameter? _bias_hh;

            internal LSTMCell(long inputs, long hidden, bool bias, Device? device, ScalarType? dtype) : base(nameof(LSTMCell))
            {
                weight_ih = NewParameter(device, dtype, 4 * hidden, inputs);
                weight_hh = NewParameter(device, dtype, 4 * hidden, hidden);
                if (bias)
                {
                    bias_ih = NewParameter(device, dtype, 4 * hidden);
                    bias_hh = NewParameter(device, dtype, 4 * hidden);
                }
                foreach (var p in parameters(false)) nn.init.uniform_(p, -1 / Math.Sqrt(hidden), 1 / Math.Sqrt(hidden));
            }

            public Parameter weight_ih
            {
                get => _weight_ih!;
                set => Replace(ref _weight_ih, value, nameof(weight_ih));
            }

            public Parameter weight_hh
            {
                get => _weight_hh!;
                set => Replace(ref _weight_hh, value, nameof(weight_hh));
            }

            public Parameter? bias_ih
            {
                get => _bias_ih;
                set => Replace(ref _bias_ih, value, nameof(bias_ih));
            }

            public Parameter? bias_hh
            {
                get => _bias_hh;
                set => Replace(ref _bias_hh, value, nameof(bias_hh));
            }

            public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

            public override unsafe (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
            {
                using var zero = h0_c0 is null ? torch.zeros([input.size(0), weight_hh.size(1)], dtype: input.dtype, device: input.device) : null;
                Tensor h0 = h0_c0?.Item1 ?? zero!, c0 = h0_c0?.Item2 ?? zero!;
                nint c = 0;
                var h = Native.nn_recurrent_cell(3, input.Handle, h0.Handle, c0.Handle, weight_ih.Handle, weight_hh.Handle, Native.OrNull(bias_ih), Native.OrNull(bias_hh), &c);
                GC.KeepAlive(this);
                return (Native.Result(h, input, h0, c0), Native.Result(c));
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static RNNCell RNNCell(long inputSize, long hiddenSize, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, nonLinearity, bias, device, dtype);

            public static GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);

            public static LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
