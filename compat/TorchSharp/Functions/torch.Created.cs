namespace TorchSharp;

// New tensors: counted up, drawn at random, shaped like others.
public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var whole = start.Type == ScalarType.Int64 && stop.Type == ScalarType.Int64 && step.Type == ScalarType.Int64;
        var type = dtype ?? (whole ? ScalarType.Int64 : get_default_dtype());
        return Finish(Native.torch_arange(start.Number, stop.Number, step.Number, (int)type, Place(ref device), device!.index), requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Native.torch_linspace(start, end, steps, Type(dtype), Place(ref device), device!.index), requires_grad);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Native.torch_logspace(start, end, steps, @base, Type(dtype), Place(ref device), device!.index), requires_grad);

    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Native.torch_eye(rows, columns < 0 ? rows : columns, Type(dtype), Place(ref device), device!.index), requires_grad, names);

    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Native.torch_empty_strided(size, size.Length, strides, strides.Length, Type(dtype), Place(ref device), device!.index), requires_grad, names);

    public static Tensor tril_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Finish(Native.torch_tril_indices(row, col, offset, (int)dtype, Place(ref device), device!.index), false);

    public static Tensor triu_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Finish(Native.torch_triu_indices(row, col, offset, (int)dtype, Place(ref device), device!.index), false);

    public static Tensor bartlett_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(0, len, periodic, 0, 0, dtype, device, requires_grad);

    public static Tensor blackman_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(1, len, periodic, 0, 0, dtype, device, requires_grad);

    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(2, len, periodic, alpha, beta, dtype, device, requires_grad);

    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(3, len, periodic, 0, 0, dtype, device, requires_grad);

    public static Tensor complex(Tensor real, Tensor imag) => Native.Result(Native.torch_complex(real.Handle, imag.Handle), real, imag);

    // ---- random -----------------------------------------------------------------------------------------------------

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Finish(Native.torch_randint(low, high, size, size.Length, Native.OrNull(generator), (int)(dtype ?? ScalarType.Int64), Place(ref device), device!.index), requires_grad, names, generator);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, System.Array.ConvertAll(size, static n => (long)n), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var one = randint(low, high, Array.Empty<long>(), generator: generator);
        return one.item<long>();
    }

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static int randint_int(int high, Generator? generator = null) => randint_int(0, high, generator);

    public static bool randint_bool(Generator? generator = null) => randint_long(0, 2, generator) == 1;

    public static double rand_float(Generator? generator = null)
    {
        using var one = rand(Array.Empty<long>(), ScalarType.Float32, generator: generator);
        return one.item<float>();
    }

    public static double randn_float(Generator? generator = null)
    {
        using var one = randn(Array.Empty<long>(), ScalarType.Float32, generator: generator);
        return one.item<float>();
    }

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Finish(Native.torch_randperm(n, Native.OrNull(generator), (int)(dtype ?? ScalarType.Int64), Place(ref device), device!.index), requires_grad, null, generator);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) =>
        Native.Result(Native.torch_normal(mean.Handle, std.Handle, Native.OrNull(generator)), mean, std, generator);

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        var tensor = empty(size, dtype, device, names: names).normal_(mean, std, generator);
        return requires_grad ? tensor.requires_grad_() : tensor;
    }

    // ---- like another -----------------------------------------------------------------------------------------------

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Like(1, input, dtype, device, requires_grad, names);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Like(2, input, dtype, device, requires_grad, names);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Like(0, input, dtype, device, requires_grad, names);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var (type, place, index) = Where(device);
        return Finish(Native.torch_full_like(input.Handle, value.Number, Native.OrNone(dtype), place, index), requires_grad, names, input);
    }

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(3, input, dtype, device, requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(4, input, dtype, device, requires_grad);

    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var (type, place, index) = Where(device);
        return Finish(Native.torch_randint_like(input.Handle, low, high, Native.OrNone(dtype), place, index), requires_grad, null, input);
    }

    public partial class Tensor
    {
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.zeros_like(this, dtype, device, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.ones_like(this, dtype, device, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.empty_like(this, dtype, device, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.full_like(this, value, dtype, device, requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.rand_like(this, dtype, device, requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.randn_like(this, dtype, device, requires_grad);

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.randint_like(this, low, high, dtype, device, requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros(rows, columns, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => ones(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => ones(rows, columns, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty(rows, columns, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);
    }

    private static Tensor Like(int kind, Tensor input, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        var (_, place, index) = Where(device);
        return Finish(Native.torch_like(input.Handle, kind, Native.OrNone(dtype), place, index), requires_grad, names, input);
    }

    /// <summary>A device's numbers; -1 leaves the choice to the operand.</summary>
    private static (Device? device, int type, int index) Where(Device? device) =>
        device is null ? (null, -1, -1) : (InitializeDevice(device), (int)device.type, device.index);

    private static Tensor Window(int kind, long length, bool periodic, double alpha, double beta, ScalarType? dtype, Device? device, bool requires_grad) =>
        Finish(Native.torch_window(kind, length, periodic, alpha, beta, Type(dtype), Place(ref device), device!.index), requires_grad);
}
