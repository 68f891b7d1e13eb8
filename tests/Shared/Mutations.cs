using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetGradExt.Testing;

/// <summary>Damage and forgery of files, the same for the same random numbers.</summary>
internal static class Mutations
{
    private static readonly long[] s_numbers = [0, 1, -1, 2, 3, 8, 255, 65_536, 1_000_000, int.MaxValue, int.MinValue, (long)int.MaxValue + 1, uint.MaxValue, 1L << 40, (1L << 53) + 1, 1L << 62, long.MaxValue, long.MinValue];

    private static readonly string[] s_texts = ["", "x", "\0", "F64", "F32", "F16", "BF16", "I64", "I32", "I8", "U8", "BOOL", "F8_E4M3", "NaN", "Infinity", "-1", "999", "Relu", "null", "[]", "../x", "Mlp", "ModuleNetwork", "ResidualLayer", "LinearLayer"];

    private static readonly string[] s_raw = ["1e400", "-1e400", "1e-400", "0.5", "-0.0", "123456789012345678901234567890", "1E+2"];

    /// <summary>A number that programs stumble over.</summary>
    public static long Number(Random random) => random.Next(4) == 0 ? random.NextInt64(-100, 100) : s_numbers[random.Next(s_numbers.Length)];

    /// <summary>Flipped, lost, doubled, moved or overwritten bytes.</summary>
    public static byte[] Bytes(byte[] whole, Random random)
    {
        if (whole.Length < 32) return whole[..random.Next(whole.Length + 1)];
        var bytes = whole.ToArray();
        int at = random.Next(bytes.Length - 16), length = random.Next(1, Math.Min(200, bytes.Length - at));
        switch (random.Next(9))
        {
            case 0: return bytes[..random.Next(bytes.Length)];
            case 1: random.NextBytes(bytes.AsSpan(at, 16)); break;
            case 2: BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), Number(random)); break;
            case 3: BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), (int)Number(random)); break;
            case 4: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5: return [.. bytes[..(at + length)], .. bytes[at..]];
            case 6: bytes.AsSpan(at, length).Clear(); break;
            case 7: return [.. bytes, .. bytes[at..]];
            default: bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8)); break;
        }
        return bytes;
    }

    /// <summary>JSON text with values, names or structure changed; mostly still JSON.</summary>
    public static string Json(string text, Random random)
    {
        if (random.Next(20) == 0) return Encoding.UTF8.GetString(Bytes(Encoding.UTF8.GetBytes(text), random));
        var root = JsonNode.Parse(text)!;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var places = Places(root).ToArray();
            if (places.Length == 0) break;
            Change(places, random);
        }
        var json = root.ToJsonString();
        if (random.Next(10) == 0 && json.IndexOf('"', 1) is > 0 and var quote) json = json.Insert(quote, $"{json[quote..].Split(':')[0].Trim(',', '}', ']')}:0,"); // a name twice, perhaps
        return json.Replace("\"@deep\"", new string('[', 3000) + new string(']', 3000), StringComparison.Ordinal).Replace("\"@raw\"", s_raw[random.Next(s_raw.Length)], StringComparison.Ordinal);
    }

    /// <summary>A safetensors file with header and contents changed; mostly the header's length still fits.</summary>
    public static byte[] Safetensors(byte[] whole, Random random)
    {
        if (random.Next(4) == 0) return Bytes(whole, random);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(whole);
        var (text, data) = (Encoding.UTF8.GetString(whole, 8, length), whole[(8 + length)..]);
        if (random.Next(8) == 0) data = Bytes(data, random);
        return Join(random.Next(3) == 0 ? Moved(text, random) : Json(text, random), data, random.Next(12) == 0 ? Number(random) : null);
    }

    /// <summary>A safetensors file of its header and its contents.</summary>
    public static byte[] Join(string header, byte[] data, long? length = null)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, length ?? text.Length);
        return [.. prefix, .. text, .. data];
    }

    // Two tensors that overlap, change places, or have each other's type or shape.
    private static string Moved(string text, Random random)
    {
        var root = JsonNode.Parse(text)!.AsObject();
        var tensors = root.Where(p => p.Value is JsonObject o && o.ContainsKey("data_offsets")).Select(p => p.Value!.AsObject()).ToArray();
        if (tensors.Length == 0) return text;
        JsonObject one = tensors[random.Next(tensors.Length)], other = tensors[random.Next(tensors.Length)];
        var name = random.Next(4) switch { 0 => "dtype", 1 => "shape", _ => "data_offsets" };
        var (first, second) = (one[name]!.DeepClone(), other[name]!.DeepClone());
        one[name] = second;
        if (random.Next(2) == 0) other[name] = first.DeepClone();
        if (random.Next(3) == 0 && one["data_offsets"] is JsonArray { Count: 2 } offsets) (offsets[0], offsets[1]) = (offsets[0]!.GetValue<long>() + random.Next(-8, 9), offsets[1]!.GetValue<long>() + random.Next(-8, 9));
        return root.ToJsonString();
    }

    private static void Change(JsonNode[] places, Random random)
    {
        var node = places[random.Next(places.Length)];
        switch (random.Next(7))
        {
            case 0 when node.Parent is JsonObject parent: parent.Remove(node.GetPropertyName()); break;
            case 1 when node.Parent is JsonObject parent:
                var name = node.GetPropertyName();
                parent.Remove(name);
                parent[s_texts[random.Next(s_texts.Length)] + (random.Next(2) == 0 ? name : "")] = node;
                break;
            case 2 when node.Parent is JsonArray list:
                for (var times = random.Next(8) == 0 ? 5000 : random.Next(1, 4); times > 0; times--) list.Add(node.DeepClone());
                break;
            case 3 when node.Parent is JsonArray list: list.RemoveAt(node.GetElementIndex()); break;
            case 4: node.ReplaceWith(places[random.Next(places.Length)].DeepClone()); break;
            default: node.ReplaceWith(Value(node, random)); break;
        }
    }

    private static JsonNode? Value(JsonNode node, Random random)
    {
        if (node.GetValueKind() == JsonValueKind.String && random.Next(3) > 0 && node.GetValue<string>() is ['{' or '[', ..] inner)
        {
            try
            {
                return Json(inner, random); // JSON in a text of JSON
            }
            catch (JsonException)
            {
                // A text that only begins like it.
            }
        }
        return random.Next(9) switch
        {
            0 => s_texts[random.Next(s_texts.Length)],
            1 => null,
            2 => random.Next(2) == 0,
            3 => new JsonObject(),
            4 => new JsonArray(),
            5 => "@raw",
            6 => random.Next(10) == 0 ? "@deep" : random.NextDouble() * 10 - 5,
            _ => Number(random),
        };
    }

    private static IEnumerable<JsonNode> Places(JsonNode? node)
    {
        if (node is null) yield break;
        if (node.Parent is not null) yield return node;
        var inner = node switch { JsonObject o => o.Select(p => p.Value), JsonArray a => a, _ => [] };
        foreach (var child in inner)
            foreach (var place in Places(child)) yield return place;
    }
}
