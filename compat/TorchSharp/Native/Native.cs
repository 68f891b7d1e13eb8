using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>
/// The exports of the native layer, a file a topic. A tensor crosses as a pointer; a failed call leaves a message behind
/// and answers zero, and <see cref="Check"/> or <see cref="Result(nint)"/> turns it into an exception.
/// </summary>
internal static unsafe partial class Native
{
    internal const string Library = "TorchSharpNative";

    /// <summary>Stands for an absent integer, as <c>NONE</c> does on the other side.</summary>
    internal const long None = long.MinValue;

    [LibraryImport(Library), SuppressGCTransition]
    private static partial byte* take_error();
    [LibraryImport(Library)]
    private static partial byte* libtorch_version();

    internal static string LibtorchVersion => Marshal.PtrToStringUTF8((nint)libtorch_version())!;

    /// <summary>Throws what the last native call of this thread failed with, if it failed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check()
    {
        var message = take_error();
        if (message != null) Throw(message);
    }

    private static void Throw(byte* message) => throw new ExternalException(Marshal.PtrToStringUTF8((nint)message));

    /// <summary>A checked answer of any plain type: <c>Checked(tensor_numel(Handle))</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Checked<T>(T answer)
    {
        Check();
        return answer;
    }

    /// <summary>Wraps a native result; null means that the call failed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static torch.Tensor Result(nint handle)
    {
        if (handle == 0) Failed();
        return new torch.Tensor(handle);
    }

    /// <summary>Wraps a native result and keeps its operands from being finalised while the call ran.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static torch.Tensor Result(nint handle, object? keep)
    {
        GC.KeepAlive(keep);
        return Result(handle);
    }

    /// <inheritdoc cref="Result(nint, object?)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static torch.Tensor Result(nint handle, object? keep, object? too)
    {
        GC.KeepAlive(keep);
        GC.KeepAlive(too);
        return Result(handle);
    }

    /// <inheritdoc cref="Result(nint, object?)"/>
    internal static torch.Tensor Result(nint handle, object? keep, object? too, object? also)
    {
        GC.KeepAlive(keep);
        GC.KeepAlive(too);
        GC.KeepAlive(also);
        return Result(handle);
    }

    /// <summary>As <see cref="Result(nint, object?)"/>, where "none" is a proper answer.</summary>
    internal static torch.Tensor? OptionalResult(nint handle, object? keep)
    {
        GC.KeepAlive(keep);
        if (handle != 0) return new torch.Tensor(handle);
        Check();
        return null;
    }

    private static void Failed()
    {
        Check();
        throw new ExternalException("The operation gave no tensor.");
    }

    /// <summary>Takes over a native list of tensors.</summary>
    internal static torch.Tensor[] Results(nint list)
    {
        if (list == 0) Failed();
        var handles = new nint[tensors_count(list)];
        fixed (nint* into = handles) tensors_take(list, into);
        return Array.ConvertAll(handles, static h => h == 0 ? null! : new torch.Tensor(h));
    }

    [LibraryImport(Library)] private static partial int tensors_count(nint list);
    [LibraryImport(Library)] private static partial void tensors_take(nint list, nint* into);

    /// <summary>The handle of an optional operand.</summary>
    internal static nint OrNull(torch.Tensor? tensor) => tensor is null ? 0 : tensor.Handle;

    /// <inheritdoc cref="OrNull(torch.Tensor?)"/>
    internal static nint OrNull(torch.Generator? generator) => generator is null ? 0 : generator.Handle;

    internal static int OrNone(torch.ScalarType? type) => type is { } t ? (int)t : -1;

    internal static Number OrNone(double? value) => value is { } v ? new Number(Number.Floating, v) : Number.None;

    /// <summary>The handles of several operands, validated.</summary>
    internal static nint[] Handles(IEnumerable<torch.Tensor> tensors) => tensors.Select(t => t.Handle).ToArray();
}

/// <summary>A boolean as C++ lays it out: one byte, handed over without marshalling.</summary>
internal readonly struct Flag(bool value)
{
    private readonly byte value = value ? (byte)1 : (byte)0;

    public static implicit operator Flag(bool value) => new(value);

    public static implicit operator bool(Flag flag) => flag.value != 0;
}
