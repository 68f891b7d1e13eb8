namespace TorchSharp;

// Seeds, threads, default types and questions about types.
public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => defaultType;

    /// <summary>Sets the element type of tensors that are created without one.</summary>
    /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
    public static void set_default_dtype(ScalarType dtype) => defaultType = is_floating_point(dtype)
        ? dtype
        : throw new ArgumentException($"Only floating point types can be default: {dtype}", nameof(dtype));

    public static void set_default_tensor_type(Tensor t) => set_default_dtype(t.dtype);

    /// <summary>Seeds every device's default generator.</summary>
    public static Generator manual_seed(long seed) => Generator.Seeded(seed);

    public static long seed()
    {
        using var generator = Generator.Default;
        return generator.seed();
    }

    public static long initial_seed()
    {
        using var generator = Generator.Default;
        return generator.initial_seed();
    }

    public static Tensor get_rng_state()
    {
        using var generator = Generator.Default;
        return generator.get_state();
    }

    public static void set_rng_state(Tensor new_state)
    {
        using var generator = Generator.Default;
        generator.set_state(new_state);
    }

    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    public static int get_num_threads() => Native.Checked(Native.get_num_threads());

    public static void set_num_threads(int num)
    {
        Native.set_num_threads(num);
        Native.Check();
    }

    public static int get_num_interop_threads() => Native.Checked(Native.get_num_interop_threads());

    public static void set_num_interop_threads(int num)
    {
        Native.set_num_interop_threads(num);
        Native.Check();
    }

    public static ScalarType result_type(Tensor tensor1, Tensor tensor2)
    {
        var type = Native.Checked(Native.torch_result_type(tensor1.Handle, tensor2.Handle));
        GC.KeepAlive(tensor1);
        GC.KeepAlive(tensor2);
        return (ScalarType)type;
    }

    public static bool can_cast(ScalarType from, ScalarType to) => Native.Checked(Native.torch_can_cast((int)from, (int)to));

    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Native.Checked(Native.torch_promote_types((int)type1, (int)type2));

    public static bool is_tensor(object obj) => obj is Tensor;

    public static bool is_integral(Tensor t) => t.is_integral();

    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    public static bool is_complex(Tensor input) => input.is_complex();

    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    public static long numel(Tensor input) => input.numel();

    public static void _assert(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException(message);
    }

    public static void _assert(Func<bool> condition, string message) => _assert(condition(), message);

    /// <summary>Throws what the last native call failed with, if it did.</summary>
    public static void CheckForErrors() => Native.Check();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>The version of libtorch that the stand-in runs on.</summary>
    public static string __version__ => Native.LibtorchVersion;

}
