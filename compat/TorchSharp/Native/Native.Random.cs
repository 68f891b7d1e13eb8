using System.Runtime.InteropServices;

namespace TorchSharp;

// Random fills and draws; a generator makes them reproducible.
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint tensor_bernoulli(nint x, nint generator);
    [LibraryImport(Library)] internal static partial nint tensor_multinomial(nint x, long num_samples, Flag replacement, nint generator);
    [LibraryImport(Library)] internal static partial nint tensor_poisson(nint x, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_bernoulli_(nint x, double p, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_bernoulli__tg(nint x, nint p, nint generator);
    [LibraryImport(Library)] internal static partial nint tensor_binomial(nint x, nint prob, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_cauchy_(nint x, double median, double sigma, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_exponential_(nint x, double lambda, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_geometric_(nint x, double p, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_normal_(nint x, double mean, double std, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_log_normal_(nint x, double mean, double std, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_random_(nint x, double from, double to, nint generator);
    [LibraryImport(Library)] internal static partial int tensor_uniform_(nint x, double from, double to, nint generator);
}
