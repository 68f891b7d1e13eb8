using System.Reflection;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Names the contract under which a saved custom mapping finds its code again.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    public CustomMappingFactoryAttributeAttribute(string contractName) : base(contractName) { }
}

/// <summary>Makes the code of a custom mapping when a model is loaded.</summary>
public abstract class CustomMappingFactory<TSrc, TDst> : ICustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    public CustomMappingFactory() { }

    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.CreateTransformer(IHostEnvironment env, string contractName)
        => new CustomMappingTransformer<TSrc, TDst>(env, GetMapping(), contractName);
}

internal interface ICustomMappingFactory
{
    ITransformer CreateTransformer(IHostEnvironment env, string contractName);
}

/// <summary>A saved custom mapping is its contract's name and the assembly that had the code.</summary>
[ModelStage(Name)]
internal static class CustomMappingLoader
{
    public const string Name = "CustomTransformer";

    public static void Save(ModelSaveContext ctx, string contract, Assembly assembly)
    {
        ctx.SetStage(Name, typeof(CustomMappingLoader));
        ctx.Writer.Write(contract);
        ctx.Writer.Write(assembly.FullName!);
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        var contract = ctx.Reader.ReadString();
        env.ComponentCatalog.RegisterAssembly(Assembly.Load(new AssemblyName(ctx.Reader.ReadString())));
        var type = env.ComponentCatalog.FindExtension<CustomMappingFactoryAttributeAttribute>(contract)
            ?? throw env.Except($"Could not find a class with contract '{contract}'. Register the assembly that has it with ComponentCatalog.RegisterAssembly.");
        return Activator.CreateInstance(type) is ICustomMappingFactory factory
            ? factory.CreateTransformer(env, contract)
            : throw env.Except($"The class with contract '{contract}' must derive from '{typeof(CustomMappingFactory<,>).FullName}'.");
    }
}
