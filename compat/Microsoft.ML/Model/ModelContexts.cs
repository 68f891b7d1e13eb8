using System.IO.Compression;
using System.Reflection;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML
{
    /// <summary>
    /// Where a stage writes itself: its name, then whatever it needs, and other stages inside it. Only stock stages can;
    /// a stage of another assembly saves itself by handing the context to a stock stage that carries its state.
    /// </summary>
    public sealed class ModelSaveContext : IDisposable
    {
        private readonly ZipArchive _archive;
        private readonly string _path;
        private readonly MemoryStream _body = new();
        private Type _stageType;
        private string _stage;
        private bool _disposed;

        internal ModelSaveContext(ZipArchive archive, string path)
        {
            _archive = archive;
            _path = path;
            Writer = new BinaryWriter(_body);
        }

        internal BinaryWriter Writer { get; }

        /// <summary>Says which class reads this back; <see cref="ModelStageAttribute"/> must name it the same.</summary>
        internal void SetStage(string name, Type type)
        {
            _stage = name;
            _stageType = type;
        }

        internal void SaveModel(ICanSaveModel value, string name)
        {
            Contracts.CheckValue(value, nameof(value));
            using var inner = new ModelSaveContext(_archive, Path.Join(_path, name).Replace('\\', '/'));
            value.Save(inner);
            inner.Finish();
        }

        internal void Finish()
        {
            Contracts.Check(_stage is not null, "ModelSignature not specified!");
            using var stream = _archive.CreateEntry(Path.Join(_path, "stage").Replace('\\', '/'), CompressionLevel.Fastest).Open();
            using (var header = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            {
                header.Write(_stage);
                header.Write(_stageType.Assembly.GetName().Name!);
            }
            Writer.Flush();
            _body.Position = 0;
            _body.CopyTo(stream);
            Dispose();
        }

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            Writer.Dispose();
        }
    }
}

namespace Microsoft.ML.Data
{
    /// <summary>Marks a class that reads a stage back: it has a static <c>Load(IHostEnvironment, ModelLoadContext)</c>.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class ModelStageAttribute(string name) : Attribute
    {
        public string Name { get; } = name;
    }

    /// <summary>Where a stage reads itself back from.</summary>
    internal sealed class ModelLoadContext : IDisposable
    {
        private readonly ZipArchive _archive;
        private readonly string _path;
        private readonly string _stage;
        private readonly string _assembly;

        public ModelLoadContext(ZipArchive archive, string path)
        {
            _archive = archive;
            _path = path;
            var name = Path.Join(path, "stage").Replace('\\', '/');
            var entry = archive.GetEntry(name) ?? throw new FormatException($"The model file has no '{name}'");
            var body = new MemoryStream(checked((int)entry.Length));
            using (var stream = entry.Open())
                stream.CopyTo(body);
            body.Position = 0;
            Reader = new BinaryReader(body);
            _stage = Reader.ReadString();
            _assembly = Reader.ReadString();
        }

        public BinaryReader Reader { get; }

        public bool Has(string name) => _archive.GetEntry(Path.Join(_path, name, "stage").Replace('\\', '/')) is not null;

        public T LoadModel<T>(IHostEnvironment env, string name) where T : class
        {
            using var inner = new ModelLoadContext(_archive, Path.Join(_path, name).Replace('\\', '/'));
            return inner.Load<T>(env);
        }

        public T Load<T>(IHostEnvironment env) where T : class
        {
            var loader = ModelStages.Find(_assembly, _stage);
            var loaded = Reflect.Unwrap(() => loader.Invoke(null, [env, this]));
            return loaded as T ?? throw new FormatException($"The model holds a '{_stage}' where a {typeof(T).Name} was expected");
        }

        public void Dispose() => Reader.Dispose();
    }

    /// <summary>The loaders of an assembly, by stage name.</summary>
    internal static class ModelStages
    {
        private static readonly Dictionary<string, Dictionary<string, MethodInfo>> _byAssembly = [];

        public static MethodInfo Find(string assembly, string stage)
        {
            lock (_byAssembly)
            {
                if (!_byAssembly.TryGetValue(assembly, out var loaders))
                    _byAssembly[assembly] = loaders = Scan(Assembly.Load(assembly));
                return loaders.GetValueOrDefault(stage) ?? throw new FormatException($"Nothing can load the stage '{stage}' of {assembly}");
            }
        }

        private static Dictionary<string, MethodInfo> Scan(Assembly assembly)
        {
            var loaders = new Dictionary<string, MethodInfo>();
            foreach (var type in assembly.GetTypes())
                if (type.GetCustomAttribute<ModelStageAttribute>() is { } attribute)
                    loaders.Add(attribute.Name, type.GetMethod("Load", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic,
                        [typeof(IHostEnvironment), typeof(ModelLoadContext)])
                        ?? throw Contracts.Except($"{type} has no Load method"));
            return loaders;
        }
    }
}
