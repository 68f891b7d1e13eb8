using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

/// <summary>Short ways to read columns and annotations of a view.</summary>
internal static class ViewReading
{
    public static T[] Values<T>(this IDataView view, string column) => view.GetColumn<T>(view.Schema[column]).ToArray();

    public static float[][] Vectors(this IDataView view, string column) =>
        view.GetColumn<VBuffer<float>>(view.Schema[column]).Select(vector => vector.DenseValues().ToArray()).ToArray();

    public static string[] Texts(this IDataView view, string column) =>
        view.GetColumn<ReadOnlyMemory<char>>(view.Schema[column]).Select(text => text.ToString()).ToArray();

    public static string[] SlotNames(this IDataView view, string column)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema[column].GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.ToString()).ToArray();
    }

    public static string[] KeyNames(this IDataView view, string column)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema[column].GetKeyValues(ref names);
        return names.DenseValues().Select(name => name.ToString()).ToArray();
    }

    public static T Annotation<T>(this IDataView view, string column, string kind)
    {
        var value = default(T)!;
        view.Schema[column].Annotations.GetValue(kind, ref value);
        return value;
    }

    /// <summary>The model as it comes back from a file.</summary>
    public static ITransformer Reloaded(this MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var file = new MemoryStream();
        ml.Model.Save(model, schema, file);
        file.Position = 0;
        return ml.Model.Load(file, out _);
    }
}
