using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data
{
    /// <summary>Several streams, opened by index.</summary>
    public interface IMultiStreamSource
    {
        int Count { get; }
        string GetPathOrNull(int index);
        Stream Open(int index);
        TextReader OpenTextReader(int index);
    }

    /// <summary>A file that can be read, and perhaps written once.</summary>
    public interface IFileHandle : IDisposable
    {
        bool CanWrite { get; }
        bool CanRead { get; }
        Stream CreateWriteStream();
        Stream OpenReadStream();
    }

    /// <summary>Files, or everything that path patterns match; several patterns are separated by '+'.</summary>
    public sealed class MultiFileSource : IMultiStreamSource
    {
        private readonly string[] _paths;

        public MultiFileSource(params string[] paths)
        {
            if (paths is null || (paths.Length == 1 && paths[0] is null))
            {
                _paths = [];
                return;
            }
            Contracts.CheckParam(paths.All(path => !string.IsNullOrWhiteSpace(path)), nameof(paths), "A path is empty");
            _paths = paths.SelectMany(Expand).ToArray();
        }

        public int Count => _paths.Length;
        public string GetPathOrNull(int index) => PathOf(index);
        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

        public Stream Open(int index)
        {
            var path = PathOf(index);
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            }
            catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
            {
                throw new IOException($"Error opening file '{path}': {problem.Message}", problem);
            }
        }

        private string PathOf(int index)
        {
            Contracts.CheckParam(0 <= index && index < Count, nameof(index));
            return _paths[index];
        }

        private static IEnumerable<string> Expand(string pattern)
        {
            if (File.Exists(pattern))
                return [pattern];
            return pattern.Split('+').SelectMany(one =>
            {
                var name = Path.GetFileName(one);
                if (!name.Contains('*') && !name.Contains('?'))
                    return [one];
                var folder = Path.GetDirectoryName(one);
                return Directory.GetFiles(string.IsNullOrEmpty(folder) ? "." : folder, name).Order(StringComparer.Ordinal);
            });
        }
    }

    public sealed class FileHandleSource : IMultiStreamSource
    {
        private readonly IFileHandle _file;

        public FileHandleSource(IFileHandle file)
        {
            Contracts.CheckValue(file, nameof(file));
            Contracts.CheckParam(file.CanRead, nameof(file), "The file must be readable");
            _file = file;
        }

        public int Count => 1;
        public string GetPathOrNull(int index) => null;
        public Stream Open(int index) => _file.OpenReadStream();
        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
    }

    public sealed class SimpleFileHandle : IFileHandle
    {
        private readonly IExceptionContext _ectx;
        private readonly bool _autoDelete;
        private readonly string _path;
        private bool _written;
        private bool _disposed;

        public SimpleFileHandle(IExceptionContext ectx, string path, bool needsWrite, bool autoDelete)
        {
            ectx.CheckNonEmpty(path, nameof(path));
            _ectx = ectx;
            _path = path;
            _autoDelete = autoDelete;
            _written = !needsWrite;
            if (!needsWrite && !File.Exists(path))
                throw ectx.Process(new IOException($"File does not exist at path: {path}"));
        }

        public bool CanWrite => !_written && !_disposed;
        public bool CanRead => _written && !_disposed;

        public Stream CreateWriteStream()
        {
            _ectx.Check(CanWrite, "File has already been written or closed");
            _written = true;
            return new FileStream(_path, FileMode.Create, FileAccess.Write);
        }

        public Stream OpenReadStream()
        {
            _ectx.Check(CanRead, "File has not been written or is closed");
            return new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            if (_autoDelete && File.Exists(_path))
                File.Delete(_path);
        }
    }
}

namespace Microsoft.ML
{
    using Microsoft.ML.Data;

    public static class DataLoaderExtensions
    {
        public static IDataView Load(this IDataLoader<IMultiStreamSource> loader, params string[] path) => loader.Load(new MultiFileSource(path));
    }
}
