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

    /// <summary>The handle of an optional operand.</summary>
    internal static nint OrNull(torch.Tensor? tensor) => tensor is null ? 0 : tensor.Handle;

    /// <summary>The handles of several operands, validated.</summary>
    internal static nint[] Handles(IEnumerable<torch.Tensor> tensors) => tensors.Select(t => t.Handle).ToArray();
}
