using System.Runtime.InteropServices;

namespace TorchSharp;

// Element-wise functions that networks are made of.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_log_softmax(nint x, long dim, int dtype);
    [LibraryImport(Library)] internal static partial nint tensor_threshold(nint x, Number threshold, Number value);
    [LibraryImport(Library)] internal static partial int tensor_threshold_(nint x, Number threshold, Number value);
    [LibraryImport(Library)] internal static partial nint tensor_softmax(nint x, long dim, int dtype);
    [LibraryImport(Library)] internal static partial nint tensor_softplus(nint x, double beta, double threshold);
    [LibraryImport(Library)] internal static partial nint tensor_relu(nint x);
    [LibraryImport(Library)] internal static partial int tensor_relu_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_relu6(nint x);
    [LibraryImport(Library)] internal static partial int tensor_relu6_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_celu_s(nint x, Number alpha);
    [LibraryImport(Library)] internal static partial int tensor_celu__s(nint x, Number alpha);
    [LibraryImport(Library)] internal static partial nint tensor_elu_sss(nint x, Number alpha, Number scale, Number input_scale);
    [LibraryImport(Library)] internal static partial int tensor_elu__sss(nint x, Number alpha, Number scale, Number input_scale);
    [LibraryImport(Library)] internal static partial nint tensor_gelu(nint x);
    [LibraryImport(Library)] internal static partial int tensor_gelu_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_glu(nint x, long dim);
    [LibraryImport(Library)] internal static partial nint tensor_hardsigmoid(nint x);
    [LibraryImport(Library)] internal static partial int tensor_hardsigmoid_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_hardswish(nint x);
    [LibraryImport(Library)] internal static partial int tensor_hardswish_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_leaky_relu(nint x, Number negative_slope);
    [LibraryImport(Library)] internal static partial int tensor_leaky_relu_(nint x, Number negative_slope);
    [LibraryImport(Library)] internal static partial nint tensor_selu(nint x);
    [LibraryImport(Library)] internal static partial int tensor_selu_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_silu(nint x);
    [LibraryImport(Library)] internal static partial int tensor_silu_(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_log_sigmoid(nint x);
    [LibraryImport(Library)] internal static partial nint tensor_prelu(nint x, nint target);
    [LibraryImport(Library)] internal static partial nint tensor_sigmoid(nint x);
    [LibraryImport(Library)] internal static partial int tensor_sigmoid_(nint x);
}
