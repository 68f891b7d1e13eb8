using Microsoft.ML.Data;

namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(this DataOperationsCatalog catalog, TextLoader.Column[] columns, char separatorChar = '\t', bool hasHeader = false,
        IMultiStreamSource dataSample = null, bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
        => new(catalog.GetEnvironment(), OptionsOf(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
        => new(catalog.GetEnvironment(), options, dataSample);

    public static TextLoader CreateTextLoader<TInput>(this DataOperationsCatalog catalog, char separatorChar = '\t', bool hasHeader = false,
        IMultiStreamSource dataSample = null, bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
        => TextLoader.CreateFor<TInput>(catalog.GetEnvironment(), OptionsOf(null, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader<TInput>(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
        => TextLoader.CreateFor<TInput>(catalog.GetEnvironment(), options, dataSample);

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Column[] columns, char separatorChar = '\t',
        bool hasHeader = false, bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
    {
        var source = SourceAt(path);
        return catalog.CreateTextLoader(columns, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(source);
    }

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        var source = SourceAt(path);
        return new TextLoader(catalog.GetEnvironment(), options, source).Load(source);
    }

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, char separatorChar = '\t', bool hasHeader = false,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
    {
        var source = SourceAt(path);
        return catalog.CreateTextLoader<TInput>(separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(source);
    }

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        var source = SourceAt(path);
        return catalog.CreateTextLoader<TInput>(options).Load(source);
    }

    public static void SaveAsText(this DataOperationsCatalog catalog, IDataView data, Stream stream, char separatorChar = '\t', bool headerRow = true,
        bool schema = true, bool keepHidden = false, bool forceDense = false)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(stream, nameof(stream));
        TextSaver.Save(data, stream, separatorChar, headerRow, schema, keepHidden, forceDense);
    }

    private static TextLoader.Options OptionsOf(TextLoader.Column[] columns, char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse) => new()
    {
        Columns = columns,
        Separators = [separator],
        HasHeader = hasHeader,
        AllowQuoting = allowQuoting,
        TrimWhitespace = trimWhitespace,
        AllowSparse = allowSparse,
    };

    private static MultiFileSource SourceAt(string path)
    {
        Contracts.CheckNonEmpty(path, nameof(path));
        var source = new MultiFileSource(path);
        var exists = source.Count > 0;
        for (var i = 0; i < source.Count; i++)
            exists &= File.Exists(source.GetPathOrNull(i));
        Contracts.CheckParam(exists, nameof(path), $"File or directory does not exist at path: {path}");
        return source;
    }
}
