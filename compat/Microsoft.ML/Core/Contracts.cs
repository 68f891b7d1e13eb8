using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Argument checks, with the exception types that upstream's checks throw.</summary>
internal static class Contracts
{
    public static void Check(bool condition, string message)
    {
        if (!condition)
            throw Except(message);
    }

    public static void Check(this IExceptionContext context, bool condition, string message)
    {
        if (!condition)
            throw Process(context, Except(message));
    }

    public static void CheckParam(bool condition, string name, string message = null)
    {
        if (!condition)
            throw ExceptParam(name, message);
    }

    public static void CheckParam(this IExceptionContext context, bool condition, string name, string message = null)
    {
        if (!condition)
            throw Process(context, ExceptParam(name, message));
    }

    public static void CheckUserArg(bool condition, string name, string message = null) => CheckParam(condition, name, message);

    public static void CheckUserArg(this IExceptionContext context, bool condition, string name, string message = null)
        => context.CheckParam(condition, name, message);

    public static void CheckValue<T>([NotNull] T value, string name) where T : class
    {
        if (value is null)
            throw new ArgumentNullException(name);
    }

    public static void CheckValue<T>(this IExceptionContext context, T value, string name) where T : class
    {
        if (value is null)
            throw Process(context, new ArgumentNullException(name));
    }

    public static void CheckNonEmpty(string value, string name)
    {
        if (string.IsNullOrEmpty(value))
            throw value is null ? new ArgumentNullException(name) : new ArgumentException("String cannot be empty", name);
    }

    public static void CheckNonEmpty(this IExceptionContext context, string value, string name)
    {
        if (string.IsNullOrEmpty(value))
            throw Process<Exception>(context, value is null ? new ArgumentNullException(name) : new ArgumentException("String cannot be empty", name));
    }

    public static void CheckNonEmpty<T>(IReadOnlyCollection<T> value, string name)
    {
        if (value is null || value.Count == 0)
            throw new ArgumentException("Collection cannot be empty", name);
    }

    public static void CheckNonEmpty<T>(this IExceptionContext context, IReadOnlyCollection<T> value, string name)
    {
        if (value is null || value.Count == 0)
            throw Process(context, new ArgumentException("Collection cannot be empty", name));
    }

    public static void CheckDecode(bool condition, string message = "The stored data is damaged")
    {
        if (!condition)
            throw new FormatException(message);
    }

    public static InvalidOperationException Except(string message) => new(message);
    public static InvalidOperationException Except(this IExceptionContext context, string message) => Process(context, Except(message));
    public static ArgumentOutOfRangeException ExceptParam(string name, string message = null) => new(name, message ?? "The argument is out of range");
    public static ArgumentOutOfRangeException ExceptParam(this IExceptionContext context, string name, string message = null) => Process(context, ExceptParam(name, message));
    public static ArgumentOutOfRangeException ExceptUserArg(string name, string message = null) => ExceptParam(name, message);
    public static ArgumentOutOfRangeException ExceptUserArg(this IExceptionContext context, string name, string message = null) => context.ExceptParam(name, message);

    public static ArgumentOutOfRangeException ExceptSchemaMismatch(string paramName, string columnRole, string columnName)
        => new(paramName, $"Could not find {columnRole} column '{columnName}'");

    public static ArgumentOutOfRangeException ExceptSchemaMismatch(string paramName, string columnRole, string columnName, string expectedType, string actualType)
        => new(paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expectedType}, got {actualType}");

    public static ArgumentOutOfRangeException ExceptSchemaMismatch(this IExceptionContext context, string paramName, string columnRole, string columnName)
        => Process(context, ExceptSchemaMismatch(paramName, columnRole, columnName));

    public static ArgumentOutOfRangeException ExceptSchemaMismatch(this IExceptionContext context, string paramName, string columnRole, string columnName, string expectedType, string actualType)
        => Process(context, ExceptSchemaMismatch(paramName, columnRole, columnName, expectedType, actualType));

    private static TException Process<TException>(IExceptionContext context, TException exception) where TException : Exception
        => context is null ? exception : context.Process(exception);
}
