namespace Microsoft.ML.Data;

/// <summary>A cursor with its own idea of the position.</summary>
internal abstract class RootCursor : DataViewRowCursor
{
    private long _position = -1;
    private bool _done;

    public sealed override long Position => _position;

    protected abstract bool MoveNextCore();

    public sealed override bool MoveNext()
    {
        if (!_done && MoveNextCore())
        {
            _position++;
            return true;
        }
        _done = true;
        _position = -1;
        return false;
    }
}

/// <summary>A cursor that moves exactly as its input does.</summary>
internal abstract class WrappingCursor(DataViewRowCursor input) : DataViewRowCursor
{
    protected DataViewRowCursor Input { get; } = input;

    public override long Position => Input.Position;
    public override long Batch => Input.Batch;
    public override bool MoveNext() => Input.MoveNext();
    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
    }
}

/// <summary>A cursor over another's rows, or some of them, that shows the same columns.</summary>
internal abstract class SameColumnsCursor(DataViewRowCursor input) : RootCursor
{
    protected DataViewRowCursor Input { get; } = input;

    public override DataViewSchema Schema => Input.Schema;
    public override long Batch => Input.Batch;
    public override bool IsColumnActive(DataViewSchema.Column column) => Input.IsColumnActive(column);
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Input.GetGetter<TValue>(column);
    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
    }
}

/// <summary>Helpers that every view and row needs.</summary>
internal static class RowExtensions
{
    private static readonly System.Reflection.MethodInfo _getGetter = typeof(DataViewRow).GetMethod(nameof(DataViewRow.GetGetter));

    /// <summary>The getter of a column whose type is not known at compile time.</summary>
    public static Delegate GetGetterUntyped(this DataViewRow row, DataViewSchema.Column column)
        => Reflect.Unwrap(() => (Delegate)_getGetter.MakeGenericMethod(column.Type.RawType).Invoke(row, [column]));

    /// <summary>A row's getter as <typeparamref name="TValue"/>'s; the usual exception when the type differs.</summary>
    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue> ?? throw Contracts.Except(getter is null
            ? $"The column '{column.Name}' is not active"
            : $"Invalid TValue in GetGetter: '{typeof(TValue)}' (column '{column.Name}' has '{column.Type.RawType}')");

    public static bool[] ActiveFlags(this DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[schema.Count];
        foreach (var column in columns ?? [])
        {
            if ((uint)column.Index >= (uint)active.Length)
                throw Contracts.ExceptParam("columnsNeeded", $"The column '{column.Name}' is not in the schema");
            active[column.Index] = true;
        }
        return active;
    }

    public static IEnumerable<DataViewSchema.Column> Where(this DataViewSchema schema, Func<int, bool> active)
    {
        for (var i = 0; i < schema.Count; i++)
            if (active(i))
                yield return schema[i];
    }
}

internal static class Reflect
{
    /// <summary>Calls a generic method by type, with exceptions as the method threw them.</summary>
    public static TResult Call<TResult>(Type owner, string method, Type[] typeArguments, object target, params object[] arguments)
    {
        var found = owner.GetMethod(method, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Static
            | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic);
        return Unwrap(() => (TResult)found.MakeGenericMethod(typeArguments).Invoke(target, arguments));
    }

    public static TResult Unwrap<TResult>(Func<TResult> call)
    {
        try
        {
            return call();
        }
        catch (System.Reflection.TargetInvocationException wrapped)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
    }
}
