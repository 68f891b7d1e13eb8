using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers over many parameters.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients so that their common norm is at most max_norm; answers the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var none = no_grad();
                using var scope = NewDisposeScope();
                var gradients = Gradients(tensors);
                if (gradients.Count == 0) return 0;
                var norms = gradients.Select(g => Norm(g, norm_type)).ToArray();
                var total = double.IsPositiveInfinity(norm_type) ? norms.Max() : Math.Pow(norms.Sum(n => Math.Pow(n, norm_type)), 1 / norm_type);
                var factor = max_norm / (total + 1e-6);
                if (factor < 1)
                    foreach (var gradient in gradients) gradient.mul_(factor);
                return total;
            }

            /// <summary>Cuts every element of the gradients off at plus and minus clip_value.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var none = no_grad();
                using var scope = NewDisposeScope();
                foreach (var gradient in Gradients(tensors)) gradient.clamp_(-clip_value, clip_value);
            }

            /// <summary>All parameters in one row.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                var rows = tensors.Select(t => t.view(-1)).ToArray();
                try
                {
                    return torch.cat(rows, 0);
                }
                finally
                {
                    foreach (var row in rows) row.Dispose();
                }
            }

            /// <summary>Copies the parts of one row into the parameters.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var none = no_grad();
                using var scope = NewDisposeScope();
                var offset = 0L;
                foreach (var parameter in tensors)
                {
                    var count = parameter.numel();
                    parameter.copy_(vec.narrow(0, offset, count).view_as(parameter));
                    offset += count;
                }
            }

            private static List<Tensor> Gradients(IEnumerable<Parameter> parameters) => parameters.Select(p => p.grad).OfType<Tensor>().ToList();

            private static double Norm(Tensor gradient, double p) =>
                double.IsPositiveInfinity(p) ? gradient.abs().max().ToDouble() : gradient.norm((float)p).ToDouble();
        }
    }
}
