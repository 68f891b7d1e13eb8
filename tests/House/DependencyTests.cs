using System.Reflection;
using System.Xml.Linq;

namespace MLNetGradExt.House.Tests;

/// <summary>Who may know whom (docs/architecture.md).</summary>
public class DependencyTests
{
    [Theory]
    [InlineData("MLNetGradExt.Transforms", "TorchSharp")]
    [InlineData("MLNetGradExt.Transforms", "MLNetGradExt.Trainers")]
    [InlineData("MLNetGradExt.Trainers", "Microsoft.ML")]
    [InlineData("MLNetGradExt.Trainers", "MLNetGradExt.Transforms")]
    public void Never_refers_to(string assembly, string forbidden) =>
        Assert.DoesNotContain(References(assembly), name => name == forbidden || name.StartsWith(forbidden + ".", StringComparison.Ordinal));

    [Theory]
    [InlineData("MLNetGradExt.Transforms")]
    [InlineData("MLNetGradExt.Trainers")]
    public void Nothing_refers_to_the_estimators(string assembly) => Assert.DoesNotContain("MLNetGradExt", References(assembly));

    [Fact]
    public void Projects_refer_to_what_their_assemblies_may()
    {
        foreach (var file in Repository.TextFiles.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var projects = XDocument.Parse(Repository.Read(file)).Descendants("ProjectReference").Select(e => e.Attribute("Include")!.Value.Replace('\\', '/')).ToList();
            if (file.StartsWith("src/Transforms", StringComparison.Ordinal) || file.StartsWith("src/Trainers", StringComparison.Ordinal)) Assert.Empty(projects);
            if (file.StartsWith("compat/", StringComparison.Ordinal)) Assert.DoesNotContain(projects, project => project.Contains("src/", StringComparison.Ordinal));
            if (file.StartsWith("src/", StringComparison.Ordinal)) Assert.DoesNotContain(projects, project => project.EndsWith("/MLNetGradExt.csproj", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_library_never_chooses_a_native_libtorch()
    {
        foreach (var file in Repository.TextFiles.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)))
            Assert.DoesNotContain("<RunsTorch>true", Repository.Read(file));
    }

    [Fact]
    public void Gradients_optimizers_and_schedules_know_tensors_and_parameters_only()
    {
        string[] layout = ["BlockMap", "RowMap", "Seeds"]; // where parameters lie in their buffer, and how seeds are mixed
        string[] low = ["MLNetGradExt.Gradients", "MLNetGradExt.Optimizers", "MLNetGradExt.Schedules"];
        var wrong = from type in Load("MLNetGradExt.Trainers").GetTypes()
                    where low.Contains(type.Namespace)
                    from known in Known(type)
                    where known.Namespace is "MLNetGradExt.Callbacks" or "MLNetGradExt.Data"
                        || known.Namespace == "MLNetGradExt.Training" && !known.Name.StartsWith("Parameter", StringComparison.Ordinal) && !layout.Contains(known.Name)
                    select $"{type.Name} knows {known.Name}";
        Assert.Empty(wrong.Distinct());
    }

    private static Assembly Load(string name) => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static List<string> References(string assembly) => [.. Load(assembly).GetReferencedAssemblies().Select(name => name.Name!)];

    private static IEnumerable<Type> Known(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = type.GetMembers(all).OfType<MethodBase>().ToList();
        return type.GetFields(all).Select(field => field.FieldType)
            .Concat(methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(methods.SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType))
            .Concat(methods.OfType<MethodInfo>().Select(method => method.ReturnType))
            .SelectMany(known => known.IsGenericType ? known.GetGenericArguments().Append(known) : [known]);
    }
}
