using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// Attention with several heads. Query [T, N, E], key and value [S, N, E]; answers [T, N, E] and, when needed, the mean
        /// attention of the heads [N, T, S]. The parameters belong to the dispose scope in which the module is made, as upstream's do.
        /// </summary>
        public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor?>>
        {
            private readonly long _width, _heads;
            private readonly double _dropout;

            internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias) : base(nameof(MultiheadAttention))
            {
                if (num_heads <= 0 || embedded_dim % num_heads != 0) throw new ArgumentException($"{embedded_dim} features cannot be divided among {num_heads} heads.");
                _width = embedded_dim;
                _heads = num_heads;
                _dropout = dropout;
                register_parameter("in_proj_weight", (Parameter)nn.init.xavier_uniform_(NewParameter(null, null, 3 * embedded_dim, embedded_dim)));
                if (bias) register_parameter("in_proj_bias", (Parameter)nn.init.zeros_(NewParameter(null, null, 3 * embedded_dim)));
                var last = NewParameter(null, null, embedded_dim, embedded_dim);
                InitialiseByFanIn(last, null);
                register_parameter("out_proj.weight", last);
                if (bias) register_parameter("out_proj.bias", (Parameter)nn.init.zeros_(NewParameter(null, null, embedded_dim)));
            }

            public new Tuple<Tensor, Tensor?> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
                base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

            public override unsafe Tuple<Tensor, Tensor?> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
            {
                foreach (var x in new[] { query, key, value })
                    if (x.dim() != 3 || x.size(2) != _width) throw new ArgumentException($"The attention takes [steps, rows, {_width}], not [{string.Join(", ", x.shape)}].");
                nint attention = 0;
                var result = Native.nn_multi_head_attention(query.Handle, key.Handle, value.Handle, _heads,
                    Own("in_proj_weight"), Own("in_proj_bias"), Own("out_proj.weight"), Own("out_proj.bias"),
                    Native.OrNull(key_padding_mask), Native.OrNull(attn_mask), _dropout, training, need_weights ? &attention : null);
                GC.KeepAlive(this);
                GC.KeepAlive(key_padding_mask);
                GC.KeepAlive(attn_mask);
                return new(Native.Result(result, query, key, value), need_weights ? Native.Result(attention) : null);
            }

            private nint Own(string name) => _internal_params.TryGetValue(name, out var parameter) ? parameter.Handle : 0;
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null)
            {
                if (add_bias_kv || add_zero_attn || (kdim ?? embedded_dim) != embedded_dim || (vdim ?? embedded_dim) != embedded_dim)
                    throw new NotSupportedException("This stand-in's attention has neither extra keys and values nor other sizes for them.");
                return new(embedded_dim, num_heads, dropout, bias);
            }
        }
    }
}
