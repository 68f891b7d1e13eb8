using System.Reflection;

namespace Microsoft.ML
{
    /// <summary>Base of attributes that make a class findable under a contract name.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public abstract class ExtensionBaseAttribute : Attribute
    {
        private protected ExtensionBaseAttribute(string contractName) => ContractName = contractName;

        public string ContractName { get; }
    }
}

namespace Microsoft.ML.Runtime
{
    /// <summary>Finds classes by their contract name when a model is loaded.</summary>
    public sealed class ComponentCatalog
    {
        private readonly Lock _gate = new();
        private readonly HashSet<string> _assemblies = [];
        private readonly Dictionary<(Type Attribute, string Contract), Type> _extensions = [];

        internal ComponentCatalog() { }

        public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
        {
            Contracts.CheckValue(assembly, nameof(assembly));
            lock (_gate)
            {
                if (!_assemblies.Add(assembly.FullName))
                    return;
                foreach (var type in TypesOf(assembly))
                {
                    if (!type.IsClass || type.GetCustomAttribute<ExtensionBaseAttribute>(inherit: false) is not { } attribute)
                        continue;
                    var key = (attribute.GetType(), attribute.ContractName);
                    if (!_extensions.TryAdd(key, type) && _extensions[key] != type && throwOnError)
                        throw Contracts.Except($"Duplicate class found for '{attribute.ContractName}': {type} and {_extensions[key]}");
                }
            }
        }

        /// <summary>The class that carries the attribute with that name, in a registered assembly; null when there is none.</summary>
        internal Type FindExtension<TAttribute>(string contractName) where TAttribute : ExtensionBaseAttribute
        {
            lock (_gate)
                return _extensions.GetValueOrDefault((typeof(TAttribute), contractName));
        }

        private static IEnumerable<Type> TypesOf(Assembly assembly)
        {
            try
            {
                return assembly.GetTypes();
            }
            catch (ReflectionTypeLoadException partial)
            {
                return partial.Types.Where(type => type is not null);
            }
        }
    }
}
