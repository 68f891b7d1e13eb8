using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Parameters in a list; their names are their numbers.</summary>
        public class ParameterList : torch.nn.Module, IList<Parameter>
        {
            private readonly List<Parameter> _list = [];
            private bool _registered;

            public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => _list.AddRange(parameters);

            public int Count => _list.Count;
            public bool IsReadOnly => false;

            public Parameter this[int index]
            {
                get => _list[index];
                set => Change(() => _list[index] = value);
            }

            public void append(params Parameter[] parameters) => extend(parameters);
            public void extend(IEnumerable<Parameter> parameters) => Change(() => _list.AddRange(parameters));
            public void Add(Parameter item) => Change(() => _list.Add(item));
            public void Insert(int index, Parameter item) => Change(() => _list.Insert(index, item));
            public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));
            public void Clear() => Change(_list.Clear);

            public bool Remove(Parameter item)
            {
                var found = false;
                Change(() => found = _list.Remove(item));
                return found;
            }

            public bool Contains(Parameter item) => _list.Contains(item);
            public int IndexOf(Parameter item) => _list.IndexOf(item);
            public void CopyTo(Parameter[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);
            public IEnumerator<Parameter> GetEnumerator() => _list.GetEnumerator();
            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            protected override void RegisterComponents()
            {
                if (_registered) return;
                for (var i = 0; i < _list.Count; i++) register_parameter(i.ToString(), _list[i]);
                _registered = true;
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
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
        }
    }
}
