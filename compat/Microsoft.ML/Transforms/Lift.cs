using System.Reflection;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Makes getters of a mapped column out of a mapping of single values, for scalars and for vectors, slot by slot.</summary>
internal static class Lift
{
    /// <summary>A getter of <paramref name="source"/> mapped value by value.</summary>
    public static Delegate Values<TIn, TOut>(DataViewRow row, DataViewSchema.Column source, Func<TIn, TOut> map) =>
        source.Type is VectorDataViewType ? Vector(row, source, map) : Scalar(row, source, map);

    /// <summary>A getter of <paramref name="source"/> mapped by a function of the slot's index and its value (index 0 for a scalar).</summary>
    /// <param name="row">The row to read.</param>
    /// <param name="source">The column to map.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="keepsDefault">Whether every slot maps the default value to the default value, so that sparse rows stay sparse.</param>
    public static Delegate Slots<TIn, TOut>(DataViewRow row, DataViewSchema.Column source, Func<int, TIn, TOut> map, bool keepsDefault)
    {
        if (source.Type is not VectorDataViewType)
            return Scalar<TIn, TOut>(row, source, value => map(0, value));
        var get = row.GetGetter<VBuffer<TIn>>(source);
        var input = default(VBuffer<TIn>);
        return (ValueGetter<VBuffer<TOut>>)((ref VBuffer<TOut> output) =>
        {
            get(ref input);
            var values = input.GetValues();
            if (input.IsDense || keepsDefault)
            {
                var editor = VBufferEditor.Create(ref output, input.Length, values.Length);
                var indices = input.GetIndices();
                for (var i = 0; i < values.Length; i++)
                    editor.Values[i] = map(input.IsDense ? i : indices[i], values[i]);
                indices.CopyTo(editor.Indices);
                output = editor.Commit();
                return;
            }
            var dense = VBufferEditor.Create(ref output, input.Length);
            var next = 0;
            foreach (var (index, value) in input.Items(all: true))
                dense.Values[next++] = map(index, value);
            output = dense.Commit();
        });
    }

    /// <summary>Calls a generic method, choosing its type arguments at run time, and throws what it throws.</summary>
    public static object Call(Type owner, string method, Type[] types, object target, params object[] arguments) => owner
        .GetMethod(method, BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .MakeGenericMethod(types)
        .Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static ValueGetter<TOut> Scalar<TIn, TOut>(DataViewRow row, DataViewSchema.Column source, Func<TIn, TOut> map)
    {
        var get = row.GetGetter<TIn>(source);
        var input = default(TIn);
        return (ref TOut output) =>
        {
            get(ref input);
            output = map(input);
        };
    }

    private static Delegate Vector<TIn, TOut>(DataViewRow row, DataViewSchema.Column source, Func<TIn, TOut> map) =>
        Slots<TIn, TOut>(row, source, (_, value) => map(value), EqualityComparer<TOut>.Default.Equals(map(default), default));
}
