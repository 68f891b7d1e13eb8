using TorchSharp.Modules;
using static TorchSharp.torch;
using PackedSequence = TorchSharp.torch.nn.utils.rnn.PackedSequence;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Long short-term memory. Input [T, N, in] (or [N, T, in]); answers [T, N, hidden * directions] and the last states.</summary>
        public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
        {
            private readonly Recurrence _recurrence;

            internal LSTM(long inputs, long hidden, long layers, bool bias, bool batch_first, double dropout, bool bidirectional, Device? device, ScalarType? dtype) : base(nameof(LSTM))
            {
                _recurrence = new(Recurrence.Kind.LSTM, hidden, layers, bias, batch_first, dropout, bidirectional);
                _recurrence.Register(this, inputs, device, dtype);
            }

            public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

            public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
            {
                var (output, h, c) = _recurrence.Run(this, input, h0_c0?.Item1, h0_c0?.Item2);
                return (output, h, c!);
            }

            public (PackedSequence, Tensor, Tensor) call(PackedSequence input, (Tensor, Tensor)? h0_c0 = null)
            {
                var (output, h, c) = _recurrence.Run(this, input, h0_c0?.Item1, h0_c0?.Item2);
                return (input.With(output), h, c!);
            }

            /// <summary>Nothing to do: the weights are handed over one by one.</summary>
            public void flatten_parameters() { }
        }

        /// <summary>A gated recurrent unit. Input [T, N, in] (or [N, T, in]); answers [T, N, hidden * directions] and the last state.</summary>
        public sealed class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
        {
            private readonly Recurrence _recurrence;

            internal GRU(long inputs, long hidden, long layers, bool bias, bool batch_first, double dropout, bool bidirectional, Device? device, ScalarType? dtype) : base(nameof(GRU))
            {
                _recurrence = new(Recurrence.Kind.GRU, hidden, layers, bias, batch_first, dropout, bidirectional);
                _recurrence.Register(this, inputs, device, dtype);
            }

            public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

            public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
            {
                var (output, h, _) = _recurrence.Run(this, input, h0, null);
                return (output, h);
            }

            public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
            {
                var (output, h, _) = _recurrence.Run(this, input, h0, null);
                return (input.With(output), h);
            }

            /// <inheritdoc cref="LSTM.flatten_parameters"/>
            public void flatten_parameters() { }
        }

        /// <summary>The plain recurrent network. Input [T, N, in] (or [N, T, in]); answers [T, N, hidden * directions] and the last state.</summary>
        public sealed class RNN : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
        {
            private readonly Recurrence _recurrence;

            internal RNN(long inputs, long hidden, long layers, nn.NonLinearities nonlinearity, bool bias, bool batch_first, double dropout, bool bidirectional, Device? device, ScalarType? dtype) : base(nameof(RNN))
            {
                _recurrence = new(nonlinearity == nn.NonLinearities.ReLU ? Recurrence.Kind.ReLU : Recurrence.Kind.Tanh, hidden, layers, bias, batch_first, dropout, bidirectional);
                _recurrence.Register(this, inputs, device, dtype);
            }

            public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

            public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
            {
                var (output, h, _) = _recurrence.Run(this, input, h0, null);
                return (output, h);
            }

            public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
            {
                var (output, h, _) = _recurrence.Run(this, input, h0, null);
                return (input.With(output), h);
            }

            /// <inheritdoc cref="LSTM.flatten_parameters"/>
            public void flatten_parameters() { }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);

            public static GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);

            public static RNN RNN(long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, nonLinearity, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}
