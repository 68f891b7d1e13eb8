namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>
/// Keys to indicator vectors. A vector of keys becomes one indicator after another, or their sum (a bag) when counting;
/// the missing key sets no slot.
/// </summary>
internal sealed class KeyVectorMap(string output, string input, bool bag) : ColumnMap1(output, input)
{
    public bool Bag => bag;

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        if (source.Type.GetItemType() is not KeyDataViewType)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, "Key", source.Type.ToString());
        var keys = source.Type.GetItemType().GetKeyCountAsInt32();
        var slots = source.Type is VectorDataViewType vector ? vector.Size : 1;
        var summed = bag || source.Type is not VectorDataViewType;
        if (KeyNames(source, keys) is { } names && (summed || slots > 0))
            annotations.AddSlotNames([.. summed ? names : Spread(source, names, slots)]);
        if (!bag && slots > 0)
            annotations.AddCategoricalRanges(Enumerable.Range(0, slots).SelectMany(i => new[] { i * keys, (i + 1) * keys - 1 }).ToArray());
        if (!bag || source.Type is not VectorDataViewType)
            annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        if (summed)
            return new VectorDataViewType(NumberDataViewType.Single, keys);
        return slots > 0 ? new VectorDataViewType(NumberDataViewType.Single, slots, keys) : new VectorDataViewType(NumberDataViewType.Single);
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source)
    {
        var keys = source.Type.GetItemType().GetKeyCountAsInt32();
        var get = KeyNumber.AsUInt32(row, source);
        return get is ValueGetter<uint> one ? One(one, keys) : bag ? Count((ValueGetter<VBuffer<uint>>)get, keys) : Each((ValueGetter<VBuffer<uint>>)get, keys);
    }

    /// <summary>Key names as text, where the column has them.</summary>
    public static IReadOnlyList<string> KeyNames(DataViewSchema.Column source, int keys)
    {
        if (source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is not VectorDataViewType { ItemType: TextDataViewType } type || type.Size != keys)
            return null;
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        source.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref names);
        return names.DenseValues().Select(name => name.ToString()).ToArray();
    }

    private static IEnumerable<string> Spread(DataViewSchema.Column source, IReadOnlyList<string> names, int slots)
    {
        var own = default(VBuffer<ReadOnlyMemory<char>>);
        if (source.HasSlotNames(slots))
            source.GetSlotNames(ref own);
        for (var i = 0; i < slots; i++)
        {
            var prefix = own.Length > i && !own.GetItemOrDefault(i).IsEmpty ? own.GetItemOrDefault(i).ToString() : $"[{i}]";
            foreach (var name in names)
                yield return $"{prefix}.{name}";
        }
    }

    private static ValueGetter<VBuffer<float>> One(ValueGetter<uint> get, int keys)
    {
        uint key = 0;
        return (ref VBuffer<float> output) =>
        {
            get(ref key);
            var hit = key >= 1 && key <= keys;
            var editor = VBufferEditor.Create(ref output, keys, hit ? 1 : 0);
            if (hit)
            {
                editor.Values[0] = 1;
                if (keys > 1)
                    editor.Indices[0] = (int)key - 1;
            }
            output = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<float>> Count(ValueGetter<VBuffer<uint>> get, int keys)
    {
        var input = default(VBuffer<uint>);
        var counts = new SortedDictionary<int, float>();
        return (ref VBuffer<float> output) =>
        {
            get(ref input);
            counts.Clear();
            foreach (var key in input.GetValues())
            {
                if (key >= 1 && key <= keys)
                    counts[(int)key - 1] = counts.GetValueOrDefault((int)key - 1) + 1;
            }
            var editor = VBufferEditor.Create(ref output, keys, counts.Count);
            var at = 0;
            foreach (var (slot, count) in counts)
            {
                editor.Values[at] = count;
                if (counts.Count < keys)
                    editor.Indices[at] = slot;
                at++;
            }
            output = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<float>> Each(ValueGetter<VBuffer<uint>> get, int keys)
    {
        var input = default(VBuffer<uint>);
        return (ref VBuffer<float> output) =>
        {
            get(ref input);
            var hits = 0;
            foreach (var key in input.GetValues())
                hits += key >= 1 && key <= keys ? 1 : 0;
            var length = input.Length * keys;
            var editor = VBufferEditor.Create(ref output, length, hits);
            var at = 0;
            foreach (var (slot, key) in input.Items())
            {
                if (key < 1 || key > keys)
                    continue;
                editor.Values[at] = 1;
                if (hits < length)
                    editor.Indices[at] = slot * keys + (int)key - 1;
                at++;
            }
            output = editor.Commit();
        };
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        writer.Write(bag);
    }

    public static KeyVectorMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadBoolean());
}
