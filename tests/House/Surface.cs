using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetGradExt.House.Tests;

/// <summary>The public and protected face of an assembly as text: a heading a type, a line a member, both sorted.</summary>
internal static class Surface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => string.Join("\n\n", assembly.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal)
        .Select(type => string.Join('\n', [Heading(type), .. Members(type).Order(StringComparer.Ordinal).Select(line => "    " + line)]))) + "\n";

    private static string Heading(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : type.IsAbstract && type.IsSealed ? "static class" : (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class");
        var parents = new List<Type>();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) && kind != "delegate") parents.Add(parent);
        if (!type.IsEnum) parents.AddRange(type.GetInterfaces().Where(i => i.IsPublic && i.GetGenericTypeDefinitionOrSelf() != typeof(IEquatable<>) && type.BaseType?.GetInterfaces().Contains(i) != true).OrderBy(Name, StringComparer.Ordinal));
        return $"{kind} {type.Namespace}.{Name(type)}{(parents.Count > 0 ? " : " + string.Join(", ", parents.Select(Name)) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type);
        return type.GetMembers(Declared).Where(member => !member.Name.Contains('<') && !member.IsDefined(typeof(CompilerGeneratedAttribute))).SelectMany(Lines);
    }

    private static IEnumerable<string> Lines(MemberInfo member)
    {
        switch (member)
        {
            case ConstructorInfo made when Seen(made) && !made.IsStatic: yield return $"new({Parameters(made)})"; break;
            case FieldInfo field when field.IsPublic || field.IsFamily: yield return $"{Static(field.IsStatic)}{Name(field.FieldType)} {field.Name}"; break;
            case EventInfo happening when Seen(happening.AddMethod): yield return $"event {Name(happening.EventHandlerType!)} {happening.Name}"; break;
            case PropertyInfo { GetMethod: var get } property when Seen(get) && property.Name != "EqualityContract":
                var set = Seen(property.SetMethod) ? IsInit(property.SetMethod!) ? " init;" : " set;" : "";
                yield return $"{Static(get!.IsStatic)}{Abstract(get)}{Name(property.PropertyType)} {property.Name} {{ get;{set} }}";
                break;
            case MethodInfo method when Seen(method) && !Accessor(method) && method.GetBaseDefinition() == method:
                yield return $"{Static(method.IsStatic)}{Abstract(method)}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})";
                break;
        }
    }

    private static bool Seen(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static bool Accessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Declared) is not null;

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Abstract(MethodInfo method) => method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + $"{Name(parameter.ParameterType)} {parameter.Name}" + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")));

    private static Type GetGenericTypeDefinitionOrSelf(this Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        var name = (type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." : "") + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
