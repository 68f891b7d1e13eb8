using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// A table of vectors, looked up by int64 numbers. Weight [count, size], from the standard normal distribution; it
        /// belongs to the dispose scope in which the module is made, as upstream's does.
        /// </summary>
        public sealed class Embedding : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(weight))] private Parameter? _weight;
            private readonly long _padding;
            private readonly double? _max_norm;
            private readonly double _norm_type;
            private readonly bool _scale;
            private readonly bool _sparse;

            internal Embedding(Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse) : base(nameof(Embedding))
            {
                _weight = weight;
                register_parameter(nameof(weight), weight);
                var count = weight.size(0);
                _padding = padding_idx is { } i ? i < 0 ? i + count : i : -1;
                if (padding_idx is not null && (_padding < 0 || _padding >= count)) throw new ArgumentException($"padding_idx {padding_idx} is not a row of the {count}.");
                _max_norm = max_norm;
                _norm_type = norm_type;
                _scale = scale_grad_by_freq;
                _sparse = sparse;
            }

            internal void Reset()
            {
                nn.init.normal_(weight);
                if (_padding < 0) return;
                using (torch.no_grad())
                using (var row = weight.select(0, _padding)) nn.init.zeros_(row);
            }

            public Parameter weight
            {
                get => _weight!;
                set => Replace(ref _weight, value, nameof(weight));
            }

            public override Tensor forward(Tensor input)
            {
                if (_max_norm is { } max)
                {
                    Native.nn_embedding_renorm_(input.Handle, weight.Handle, max, _norm_type);
                    Native.Check();
                }
                return Native.Result(Native.nn_embedding(input.Handle, weight.Handle, _padding, _scale, _sparse), input, weight);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var table = new Parameter(torch.empty([num_embeddings, embedding_dims], dtype: dtype, device: device));
                var result = new Embedding(table, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                result.Reset();
                return result;
            }

            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                using var none = torch.no_grad();
                var table = embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device, copy: true);
                return new(new Parameter(table, !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
            }
        }
    }
}
