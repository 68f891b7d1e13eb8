using System.Numerics;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Keys to their bits, the highest first; a missing key has every bit set.</summary>
internal sealed class KeyBinaryVectorMap(string output, string input) : ColumnMap1(output, input)
{
    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        if (source.Type.GetItemType() is not KeyDataViewType)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, "Key", source.Type.ToString());
        var bits = Bits(source);
        var slots = source.Type.GetValueCount();
        if (source.Type is VectorDataViewType)
            return slots > 0 ? new VectorDataViewType(NumberDataViewType.Single, slots, bits) : new VectorDataViewType(NumberDataViewType.Single);
        if (KeyVectorMap.KeyNames(source, source.Type.GetItemType().GetKeyCountAsInt32()) is not null)
            annotations.AddSlotNames([.. Enumerable.Range(0, bits).Select(bit => $"Bit{bits - 1 - bit}")]);
        annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        return new VectorDataViewType(NumberDataViewType.Single, bits);
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source)
    {
        var bits = Bits(source);
        var get = KeyNumber.AsUInt32(row, source);
        uint key = 0;
        var keys = default(VBuffer<uint>);
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> output) =>
        {
            if (get is ValueGetter<uint> one)
            {
                one(ref key);
                keys = new VBuffer<uint>(1, [key]);
            }
            else
            {
                ((ValueGetter<VBuffer<uint>>)get)(ref keys);
            }
            var editor = VBufferEditor.Create(ref output, keys.Length * bits);
            var at = 0;
            foreach (var (_, value) in keys.Items(all: true))
            {
                // Key 0 less one wraps around to all bits set.
                for (var bit = bits - 1; bit >= 0; bit--)
                    editor.Values[at++] = (value - 1) >> bit & 1;
            }
            output = editor.Commit();
        });
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
    }

    public static KeyBinaryVectorMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString());

    // One code more than there are keys, for the missing one.
    private static int Bits(DataViewSchema.Column source) =>
        BitOperations.Log2((uint)source.Type.GetItemType().GetKeyCountAsInt32()) + 2;
}
