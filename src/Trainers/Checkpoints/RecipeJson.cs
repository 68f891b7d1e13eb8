using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetGradExt.Checkpoints;

/// <summary>
/// Recipes as readable JSON and back: <c>{"kind": "Mlp", "Hidden": [64, 64], "Activation": "Relu", …}</c>.
/// </summary>
/// <remarks>
/// A recipe is a record of numbers, texts, enums, lists and other recipes. Reading makes only records that derive from the type asked
/// for, found in assemblies that the program has loaded, so a file can't make anything else come to life. A recipe that holds code, such as a network from a module, can't be written.
/// </remarks>
public static class RecipeJson
{
    private const string Kind = "kind";

    /// <summary>Writes a recipe.</summary>
    /// <exception cref="NotSupportedException">It holds something that is no data; the message names it.</exception>
    public static string Write(object recipe) => Node(recipe, recipe.GetType().Name)!.ToJsonString();

    /// <summary>Reads a recipe of a type, such as <see cref="Network"/> or <see cref="Layer"/>.</summary>
    /// <exception cref="InvalidDataException">The text is no such recipe.</exception>
    public static T Read<T>(string json) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 });
            return (T?)Value(document.RootElement, typeof(T)) ?? throw new InvalidDataException($"The recipe of a {typeof(T).Name} is null.");
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException or ArgumentException or TargetInvocationException)
        {
            throw new InvalidDataException($"This is no recipe of a {typeof(T).Name}: {(e as TargetInvocationException)?.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static JsonNode? Node(object? value, string where) => value switch
    {
        null => null,
        bool yes => yes,
        string text => text,
        int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        float or double => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        Enum name => name.ToString(),
        Delegate => throw new NotSupportedException($"{where} is code, which a file can't hold: build the network from layers instead of a module of your own, or save its weights alone."),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select((item, i) => Node(item, $"{where}[{i}]"))]),
        _ when IsRecord(value.GetType()) => Record(value, where),
        _ => throw new NotSupportedException($"{where} is a {value.GetType().Name}, which is no part of a recipe."),
    };

    private static JsonNode Number(double number) => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));

    private static JsonObject Record(object recipe, string where)
    {
        var type = recipe.GetType();
        var json = new JsonObject { [Kind] = type.Assembly == typeof(RecipeJson).Assembly ? type.Name : $"{type.FullName}, {type.Assembly.GetName().Name}" };
        foreach (var property in Properties(type)) json[property.Name] = Node(property.GetValue(recipe), $"{where}.{property.Name}");
        return json;
    }

    private static object? Value(JsonElement json, Type wanted)
    {
        if (Nullable.GetUnderlyingType(wanted) is { } inner) return json.ValueKind == JsonValueKind.Null ? null : Value(json, inner);
        if (wanted == typeof(bool)) return json.GetBoolean();
        if (wanted == typeof(int)) return json.GetInt32();
        if (wanted == typeof(long)) return json.GetInt64();
        if (wanted == typeof(double) || wanted == typeof(float))
        {
            var number = json.ValueKind == JsonValueKind.String ? double.Parse(json.GetString()!, CultureInfo.InvariantCulture) : json.GetDouble();
            return wanted == typeof(float) ? (float)number : number;
        }
        if (wanted.IsEnum) return Enum.Parse(wanted, json.GetString() ?? "") is var named && Enum.IsDefined(wanted, named) ? named : throw new InvalidDataException($"'{json}' is no {wanted.Name}.");
        if (json.ValueKind == JsonValueKind.Null) return null;
        if (wanted == typeof(string)) return json.GetString();
        if (wanted.IsGenericType && wanted.GetGenericTypeDefinition() == typeof(ValueList<>)) return List(json, wanted.GetGenericArguments()[0]);
        return Made(json, RecordType(json, wanted));
    }

    private static object List(JsonElement json, Type item)
    {
        var array = Array.CreateInstance(item, json.GetArrayLength());
        var at = 0;
        foreach (var element in json.EnumerateArray())
            array.SetValue(Value(element, item) ?? throw new InvalidDataException($"An item of a list of {item.Name} is null."), at++);
        return Activator.CreateInstance(typeof(ValueList<>).MakeGenericType(item), array)!;
    }

    private static Type RecordType(JsonElement json, Type wanted)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(Kind, out var kind) || kind.GetString() is not { } name)
            throw new InvalidDataException($"A {wanted.Name} is an object with a \"{Kind}\".");
        var type = name.Contains(',')
            ? Loaded(name)
            : typeof(RecipeJson).Assembly.GetTypes().FirstOrDefault(t => t.Name == name && wanted.IsAssignableFrom(t));
        return type is { IsAbstract: false } && wanted.IsAssignableFrom(type) && IsRecord(type)
            ? type
            : throw new InvalidDataException($"'{name}' is no {wanted.Name} that this program knows: a recipe of your own needs its assembly loaded first.");
    }

    // Only assemblies that the program has loaded itself: a file names types, it never brings code in.
    private static Type? Loaded(string name)
    {
        var parts = name.Split(',', 3, StringSplitOptions.TrimEntries);
        return AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name == parts[1]).Select(a => a.GetType(parts[0])).FirstOrDefault(t => t is not null);
    }

    /// <summary>Null, where a recipe may be without something.</summary>
    private static object? Absent(Type type, string name, NullabilityInfo allowed) =>
        allowed.WriteState == NullabilityState.NotNull ? throw new InvalidDataException($"The {name} of a {type.Name} is null.") : null;

    private static object Made(JsonElement json, Type type)
    {
        var properties = Properties(type).ToArray();
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type)
            .Where(c => c.GetParameters().All(p => properties.Any(q => q.Name == p.Name)))
            .MaxBy(c => c.GetParameters().Length) ?? throw new InvalidDataException($"{type.Name} has no constructor that takes its own properties.");
        var given = constructor.GetParameters();
        var recipe = constructor.Invoke([.. given.Select(p => json.TryGetProperty(p.Name!, out var value)
            ? Value(value, p.ParameterType) ?? Absent(type, p.Name!, new NullabilityInfoContext().Create(p))
            : throw new InvalidDataException($"{type.Name} lacks '{p.Name}'."))]);
        foreach (var property in properties)
            if (property.CanWrite && given.All(p => p.Name != property.Name) && json.TryGetProperty(property.Name, out var value))
                property.SetValue(recipe, Value(value, property.PropertyType) ?? Absent(type, property.Name, new NullabilityInfoContext().Create(property)));
        return recipe;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(p => p.CanRead && p.CanWrite && p.GetIndexParameters().Length == 0);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
