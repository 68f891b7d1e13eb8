using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Values to keys by hashing; missing values become the missing key.</summary>
internal sealed class HashMap(string output, string input, int bits, uint seed, bool ordered) : ColumnMap1(output, input)
{
    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        writer.Write(bits);
        writer.Write(seed);
        writer.Write(ordered);
    }

    public static HashMap Load(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadInt32(), reader.ReadUInt32(), reader.ReadBoolean());

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        if (source.Type.GetItemType() is not (TextDataViewType or NumberDataViewType or KeyDataViewType or BooleanDataViewType))
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, "Key, Text, Single, Double or a number", source.Type.ToString());
        KeepSlotNames(source, annotations);
        return Reshape(source.Type, new KeyDataViewType(typeof(uint), 1UL << bits));
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) => source.Type.GetItemType() is TextDataViewType
        ? Make<ReadOnlyMemory<char>>(row, source, (slotSeed, text) => text.IsEmpty ? 0 : Key(Murmur.Hash(slotSeed, text.Span.Trim(' '))))
        : (Delegate)Lift.Call(typeof(HashMap), nameof(Plain), [source.Type.GetItemType().RawType], this, row, source);

    private Delegate Plain<T>(DataViewRow row, DataViewSchema.Column source) where T : unmanaged
    {
        var missing = Missing.Test<T>(source.Type.GetItemType() is KeyDataViewType);
        return Make<T>(row, source, (slotSeed, value) => missing(value) ? 0 : Key(Murmur.Hash(slotSeed, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref value)))));
    }

    private Delegate Make<T>(DataViewRow row, DataViewSchema.Column source, Func<uint, T, uint> hash) =>
        Lift.Slots<T, uint>(row, source, (slot, value) => hash(ordered && source.Type is VectorDataViewType ? Murmur.Round(seed, (uint)slot) : seed, value),
            keepsDefault: EqualityComparer<uint>.Default.Equals(hash(seed, default), 0));

    private uint Key(uint hash) => (hash & (uint)((1UL << bits) - 1)) + 1;
}
