using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>How stages write arrays and item types.</summary>
internal static class StageIO
{
    public static void WriteAll(this BinaryWriter writer, string[] texts)
    {
        writer.Write(texts.Length);
        foreach (var text in texts)
            writer.Write(text);
    }

    public static string[] ReadTexts(this BinaryReader reader)
    {
        var texts = new string[reader.ReadInt32()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }

    public static void WriteValues<T>(this BinaryWriter writer, T[] values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    public static T[] ReadValues<T>(this BinaryReader reader) where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public static void WriteType(this BinaryWriter writer, PrimitiveDataViewType item) => writer.Write(item.RawType.FullName!);

    public static PrimitiveDataViewType ReadItemType(this BinaryReader reader)
    {
        var name = reader.ReadString();
        return ColumnTypes.FromRawType(typeof(DataViewRowId).FullName == name ? typeof(DataViewRowId)
            : typeof(ReadOnlyMemory<char>).FullName == name ? typeof(ReadOnlyMemory<char>) : Type.GetType(name));
    }

    /// <summary>Writes column maps of one kind; <see cref="ReadMaps"/> reads them with that kind's loader.</summary>
    public static void WriteMaps(this BinaryWriter writer, IReadOnlyList<ColumnMap> maps)
    {
        writer.Write(maps.Count);
        foreach (var map in maps)
            map.Save(writer);
    }

    public static T[] ReadMaps<T>(this BinaryReader reader, Func<BinaryReader, T> load)
    {
        var maps = new T[reader.ReadInt32()];
        for (var i = 0; i < maps.Length; i++)
            maps[i] = load(reader);
        return maps;
    }
}
