using static TorchSharp.torch;
using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>
/// What all convolutions share. Weight [out, in / groups, kernel...], or [in, out / groups, kernel...] when transposed; bias [out].
/// </summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))] protected Parameter? _weight;
    [ComponentName(Name = nameof(bias))] protected Parameter? _bias;

    /// <summary>The padding on both sides of each dimension, the last dimension first, as functional.pad takes it.</summary>
    protected long[] _reversed_padding_repeated_twice = [];

    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
    {
        if (transposed && padding_mode != PaddingModes.Zeros) throw new ArgumentException("A transposed convolution pads with zeros only.", nameof(padding_mode));
        if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"The channels ({in_channels} in, {out_channels} out) cannot be divided into {groups} groups.");
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is { } type) SetPadding(type);
        else SetPadding(padding ?? new long[kernel_size.Length]);
        long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        weight = NewParameter(device, dtype, shape);
        if (bias) this.bias = NewParameter(device, dtype, out_channels);
        reset_parameters();
    }

    public long in_channels { get; }
    public long out_channels { get; }
    public long[] kernel_size { get; set; }
    public long[] stride { get; set; }
    public long[] dilation { get; set; }
    public long[] output_padding { get; set; }
    public long[]? padding { get; private set; }
    public Padding? padding_type { get; private set; }
    public bool transposed { get; }
    public long groups { get; set; }
    public PaddingModes padding_mode { get; set; }

    public Parameter weight
    {
        get => _weight!;
        set => Replace(ref _weight, value, nameof(weight));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Replace(ref _bias, value, nameof(bias));
    }

    public void reset_parameters() => InitialiseByFanIn(weight, bias);

    public void SetPadding(long[] padding)
    {
        padding_type = null;
        this.padding = padding;
        _reversed_padding_repeated_twice = padding.Reverse().SelectMany(p => new[] { p, p }).ToArray();
    }

    public void SetPadding(Padding padding)
    {
        if (transposed) throw new ArgumentException("A transposed convolution takes numbers as its padding.");
        if (padding == Padding.Same && stride.Any(s => s != 1)) throw new ArgumentException("The padding 'Same' needs strides of one.");
        this.padding = null;
        padding_type = padding;
        var both = kernel_size.Zip(dilation, (k, d) => padding == Padding.Same ? d * (k - 1) : 0);
        _reversed_padding_repeated_twice = both.Reverse().SelectMany(total => new[] { total / 2, total - total / 2 }).ToArray();
    }

    /// <summary>Whether an input has the channels expected, with a batch dimension or without.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var given = input.dim();
        return given == dimensions + 2 && input.size(1) == in_channels || given == dimensions + 1 && input.size(0) == in_channels;
    }

    private protected Tensor Convolve(Tensor input)
    {
        var dims = kernel_size.Length;
        if (!ValidateShape(input, dims))
            throw new ArgumentException($"{GetName()} takes [N, {in_channels}, ...] of {dims + 2} dimensions (or one less), not [{string.Join(", ", input.shape)}].");
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return nn.functional.Convolve(dims, padded, weight, bias, stride, (long[]?)null, dilation, groups);
        }
        return padding_type is { } type
            ? nn.functional.Convolve(dims, input, weight, bias, stride, type, dilation, groups)
            : nn.functional.Convolve(dims, input, weight, bias, stride, padding, dilation, groups);
    }
}
