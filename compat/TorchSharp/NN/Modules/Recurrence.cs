using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What RNN, GRU and LSTM share: the names and shapes of their parameters, and the run over a sequence.</summary>
internal sealed unsafe class Recurrence(Recurrence.Kind kind, long hidden, long layers, bool bias, bool batch_first, double dropout, bool bidirectional)
{
    internal enum Kind { ReLU = 0, Tanh = 1, GRU = 2, LSTM = 3 }

    private long Directions => bidirectional ? 2 : 1;

    /// <summary>
    /// Registers weight_ih_l0 [gates * hidden, in], weight_hh_l0, bias_ih_l0, bias_hh_l0, ...; all uniform within 1 / sqrt(hidden).
    /// They belong to the dispose scope in which the module is made, as upstream's do.
    /// </summary>
    internal void Register(nn.Module module, long inputs, Device? device, ScalarType? dtype)
    {
        if (dropout is < 0 or > 1) throw new ArgumentException("The dropout probability lies between 0 and 1.");
        var rows = hidden * kind switch { Kind.GRU => 3, Kind.LSTM => 4, _ => 1 };
        var bound = 1 / Math.Sqrt(hidden);
        for (var layer = 0L; layer < layers; layer++)
            for (var direction = 0; direction < Directions; direction++)
            {
                var suffix = $"_l{layer}{(direction == 1 ? "_reverse" : "")}";
                Add("weight_ih", rows, layer == 0 ? inputs : hidden * Directions);
                Add("weight_hh", rows, hidden);
                if (!bias) continue;
                Add("bias_ih", rows);
                Add("bias_hh", rows);

                void Add(string name, params long[] shape)
                {
                    var parameter = new Parameter(torch.empty(shape, dtype: dtype, device: device));
                    module.register_parameter(name + suffix, (Parameter)nn.init.uniform_(parameter, -bound, bound));
                }
            }
    }

    internal (Tensor output, Tensor h, Tensor? c) Run(nn.Module module, Tensor input, Tensor? h0, Tensor? c0) =>
        Run(module, input, null, input.size(batch_first ? 0 : 1), h0, c0);

    internal (Tensor output, Tensor h, Tensor? c) Run(nn.Module module, nn.utils.rnn.PackedSequence input, Tensor? h0, Tensor? c0)
    {
        using var first = input.batch_sizes.narrow(0, 0, 1);
        return Run(module, input.data, input.batch_sizes, first.item<long>(), h0, c0);
    }

    private (Tensor output, Tensor h, Tensor? c) Run(nn.Module module, Tensor input, Tensor? batch_sizes, long rows, Tensor? h0, Tensor? c0)
    {
        var lstm = kind == Kind.LSTM;
        using var zero = h0 is null || lstm && c0 is null ? torch.zeros([Directions * layers, rows, hidden], dtype: input.dtype, device: input.device) : null;
        var weights = module.OwnHandles();
        nint h = 0, c = 0;
        fixed (nint* w = weights)
        {
            var output = Native.nn_recurrent((int)kind, input.Handle, Native.OrNull(batch_sizes), (h0 ?? zero!).Handle, lstm ? (c0 ?? zero!).Handle : 0, w, weights.Length, bias, layers,
                dropout, module.training, bidirectional, batch_first, &h, &c);
            GC.KeepAlive(module);
            GC.KeepAlive(h0);
            GC.KeepAlive(c0);
            return (Native.Result(output, input, batch_sizes), Native.Result(h), lstm ? Native.Result(c) : null);
        }
    }
}
