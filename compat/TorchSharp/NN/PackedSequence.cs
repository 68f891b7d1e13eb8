namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Sequences of different lengths.</summary>
            public static class rnn
            {
                /// <summary>Sequences as one run of rows, time step by time step; batch_sizes says how many rows each step has.</summary>
                public sealed class PackedSequence : IDisposable
                {
                    public readonly Tensor data;
                    public readonly Tensor batch_sizes;
                    public readonly Tensor sorted_indices;
                    public readonly Tensor unsorted_indices;

                    internal PackedSequence(Tensor data, Tensor batch_sizes, Tensor? sorted_indices, Tensor? unsorted_indices)
                    {
                        this.data = data;
                        this.batch_sizes = batch_sizes;
                        this.sorted_indices = sorted_indices!;
                        this.unsorted_indices = unsorted_indices!;
                    }

                    internal PackedSequence With(Tensor rows) => new(rows, batch_sizes.alias(), sorted_indices?.alias(), unsorted_indices?.alias());

                    public void Dispose()
                    {
                        data.Dispose();
                        batch_sizes.Dispose();
                        sorted_indices?.Dispose();
                        unsorted_indices?.Dispose();
                    }
                }

                /// <summary>Packs [T, N, ...] (or [N, T, ...]) by the lengths of its N sequences.</summary>
                public static unsafe PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    using var scope = NewDisposeScope();
                    lengths = lengths.to(ScalarType.Int64).to(CPU);
                    Tensor? order = null, back = null;
                    if (!enforce_sorted)
                    {
                        (lengths, order) = lengths.sort(0, descending: true);
                        back = order.argsort(0);
                        input = input.index_select(batch_first ? 0 : 1, order.to(input.device));
                    }
                    nint sizes = 0;
                    var data = Native.Result(Native.nn_pack(input.Handle, lengths.Handle, batch_first, &sizes), input, lengths);
                    var batch_sizes = Native.Result(sizes);
                    data.MoveToOuterDisposeScope();
                    batch_sizes.MoveToOuterDisposeScope();
                    order?.MoveToOuterDisposeScope();
                    back?.MoveToOuterDisposeScope();
                    return new(data, batch_sizes, order, back);
                }

                public static unsafe (Tensor, Tensor) pad_packed_sequence(PackedSequence sequence, bool batch_first = false, double padding_value = 0.0, long? total_length = null)
                {
                    using var scope = NewDisposeScope();
                    nint sizes = 0;
                    var steps = sequence.batch_sizes.size(0);
                    if (total_length < steps) throw new ArgumentException($"total_length {total_length} is less than the longest sequence's {steps}.");
                    var padded = Native.Result(Native.nn_unpack(sequence.data.Handle, sequence.batch_sizes.Handle, batch_first, padding_value, total_length ?? 0, &sizes), sequence.data, sequence.batch_sizes);
                    var lengths = Native.Result(sizes);
                    if (sequence.unsorted_indices is { } back)
                    {
                        padded = padded.index_select(batch_first ? 0 : 1, back.to(padded.device));
                        lengths = lengths.index_select(0, back);
                    }
                    return (padded.MoveToOuterDisposeScope(), lengths.MoveToOuterDisposeScope());
                }

                /// <summary>Stacks sequences [T_i, ...] and fills up the shorter ones.</summary>
                public static unsafe Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0.0)
                {
                    var all = sequences.ToArray();
                    var handles = Native.Handles(all);
                    fixed (nint* h = handles) return Native.Result(Native.nn_pad_sequence(h, handles.Length, batch_first, padding_value), all);
                }

                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    var all = sequences.ToArray();
                    using var padded = pad_sequence(all);
                    using var lengths = torch.tensor(all.Select(s => s.size(0)).ToArray());
                    return pack_padded_sequence(padded, lengths, enforce_sorted: enforce_sorted);
                }
            }
        }
    }
}
