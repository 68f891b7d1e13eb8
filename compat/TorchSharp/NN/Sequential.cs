using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules one after the other. It owns them, and disposes what flows between them.</summary>
        public class Sequential : nn.Module<Tensor, Tensor>
        {
            private readonly List<nn.IModule<Tensor, Tensor>> _modules = [];
            private readonly List<string> _names = [];

            internal Sequential() : base(nameof(Sequential)) { }

            protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : this()
            {
                foreach (var (name, module) in modules) append(name, module);
            }

            protected Sequential(params nn.Module<Tensor, Tensor>[] modules) : this()
            {
                foreach (var module in modules) append(module);
            }

            public int Count => _modules.Count;

            [IndexerName("SequentialItems")]
            public nn.IModule<Tensor, Tensor> this[int index] => _modules[index];

            [IndexerName("SequentialItems")]
            public Sequential this[(int? start, int? end) index]
            {
                get
                {
                    int start = index.start ?? 0, end = index.end ?? Count;
                    if (start < 0 || start > Count || end < 0 || end > Count) throw new IndexOutOfRangeException($"The modules have the numbers 0 to {Count - 1}.");
                    var slice = new Sequential();
                    for (var i = start; i < end; i++) slice.append(_names[i], _modules[i]);
                    return slice;
                }
            }

            [IndexerName("SequentialItems")]
            public Sequential this[Range index] => this[(index.Start.GetOffset(Count), index.End.GetOffset(Count))];

            public Sequential append(nn.IModule<Tensor, Tensor> module) => append(_modules.Count.ToString(), module);

            public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
            {
                _names.Add(name);
                _modules.Add(module);
                return this;
            }

            public override IEnumerable<(string name, nn.Module module)> named_children() => _names.Zip(_modules.Cast<nn.Module>());

            public override Tensor forward(Tensor input)
            {
                if (_modules.Count == 0) return input.alias();
                var result = _modules[0].call(input);
                for (var i = 1; i < _modules.Count; i++)
                {
                    var next = _modules[i].call(result);
                    result.Dispose();
                    result = next;
                }
                return result;
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    foreach (var module in _modules) ((nn.Module)module).Dispose();
                base.Dispose(disposing);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => Sequential(modules.AsEnumerable());

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential(modules.AsEnumerable());

            public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) => Sequential(modules.AsEnumerable());

            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) => Sequential(modules.Select(m => (m.Item1, m.Item2)));

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            {
                var all = new Sequential();
                foreach (var (name, module) in modules) all.append(name, module);
                return all;
            }

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                var all = new Sequential();
                foreach (var module in modules) all.append(module);
                return all;
            }
        }
    }
}
