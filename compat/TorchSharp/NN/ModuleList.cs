using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules in a list; their names are their numbers.</summary>
        public class ModuleList<T> : torch.nn.Module, IList<T> where T : torch.nn.Module
        {
            private readonly List<T> _list = [];
            private bool _registered;

            public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => _list.AddRange(modules);

            public int Count => _list.Count;
            public bool IsReadOnly => false;

            public T this[int index]
            {
                get => _list[index];
                set => Change(() => _list[index] = value);
            }

            public void append(params T[] parameters) => extend(parameters);
            public void extend(IEnumerable<T> modules) => Change(() => _list.AddRange(modules));
            public void Add(T item) => Change(() => _list.Add(item));
            public void Insert(int index, T item) => Change(() => _list.Insert(index, item));
            public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));
            public void Clear() => Change(_list.Clear);

            public bool Remove(T item)
            {
                var found = false;
                Change(() => found = _list.Remove(item));
                return found;
            }

            public bool Contains(T item) => _list.Contains(item);
            public int IndexOf(T item) => _list.IndexOf(item);
            public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);
            public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();
            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            protected override void RegisterComponents()
            {
                if (_registered) return;
                for (var i = 0; i < _list.Count; i++) register_module(i.ToString(), _list[i]);
                _registered = true;
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    foreach (var module in _list) module.Dispose();
                base.Dispose(disposing);
            }

            private void Change(Action change)
            {
                if (_registered) throw new InvalidOperationException("The list belongs to a module already and cannot change any more.");
                change();
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
