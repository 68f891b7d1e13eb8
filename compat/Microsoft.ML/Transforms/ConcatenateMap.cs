namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Joins scalars and vectors of one item type to one vector. A single vector passes through as it is.</summary>
internal sealed class ConcatenateMap(string output, IReadOnlyList<string> inputs) : ColumnMap(output)
{
    public override IReadOnlyList<string> Inputs => inputs;

    public override DataViewSchema.DetachedColumn Bind(DataViewSchema schema)
    {
        var sources = inputs.Select(name => Find(schema, name)).ToArray();
        if (sources is [{ Type: VectorDataViewType } only])
            return new DataViewSchema.DetachedColumn(Output, only.Type, only.Annotations);

        var item = (PrimitiveDataViewType)sources[0].Type.GetItemType();
        foreach (var source in sources)
        {
            if (!source.Type.GetItemType().Equals(item))
                throw Contracts.ExceptSchemaMismatch("inputSchema", "input", source.Name, item.ToString(), source.Type.ToString());
        }
        var known = sources.All(source => source.Type.GetValueCount() > 0);
        var size = known ? sources.Sum(source => source.Type.GetValueCount()) : 0;
        var annotations = new DataViewSchema.Annotations.Builder();
        if (item is NumberDataViewType && sources.All(source => source.IsNormalized()))
            annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        if (known && sources.Any(source => source.Type is not VectorDataViewType || source.HasSlotNames(source.Type.GetValueCount())))
            annotations.AddSlotNames([.. SlotNames(sources)]);
        if (known && Ranges(sources) is { Length: > 0 } ranges)
            annotations.AddCategoricalRanges(ranges);
        return new DataViewSchema.DetachedColumn(Output, new VectorDataViewType(item, size), annotations.ToAnnotations());
    }

    public override Delegate Getter(DataViewRow row)
    {
        var sources = inputs.Select(name => Find(row.Schema, name)).ToArray();
        var method = sources is [{ Type: VectorDataViewType }] ? nameof(Same) : nameof(Join);
        return (Delegate)Lift.Call(typeof(ConcatenateMap), method, [sources[0].Type.GetItemType().RawType], null, row, sources);
    }

    private static IEnumerable<string> SlotNames(DataViewSchema.Column[] sources)
    {
        foreach (var source in sources)
        {
            var size = source.Type.GetValueCount();
            if (source.Type is not VectorDataViewType)
            {
                yield return source.Name;
            }
            else if (source.HasSlotNames(size))
            {
                var names = default(VBuffer<ReadOnlyMemory<char>>);
                source.GetSlotNames(ref names);
                foreach (var name in names.DenseValues())
                    yield return name.IsEmpty ? "" : $"{source.Name}.{name}";
            }
            else
            {
                for (var i = 0; i < size; i++)
                    yield return "";
            }
        }
    }

    private static int[] Ranges(DataViewSchema.Column[] sources)
    {
        var ranges = new List<int>();
        var offset = 0;
        foreach (var source in sources)
        {
            ranges.AddRange(source.CategoricalRanges().Select(slot => slot + offset));
            offset += source.Type.GetValueCount();
        }
        return [.. ranges];
    }

    private static ValueGetter<VBuffer<T>> Same<T>(DataViewRow row, DataViewSchema.Column[] sources) => row.GetGetter<VBuffer<T>>(sources[0]);

    private static ValueGetter<VBuffer<T>> Join<T>(DataViewRow row, DataViewSchema.Column[] sources)
    {
        var scalars = sources.Select(s => s.Type is VectorDataViewType ? null : row.GetGetter<T>(s)).ToArray();
        var vectors = sources.Select(s => s.Type is VectorDataViewType ? row.GetGetter<VBuffer<T>>(s) : null).ToArray();
        var parts = new VBuffer<T>[sources.Length];
        return (ref VBuffer<T> output) =>
        {
            int length = 0, count = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                if (vectors[i] is { } get)
                {
                    get(ref parts[i]);
                    length += parts[i].Length;
                    count += parts[i].GetValues().Length;
                }
                else
                {
                    length++;
                    count++;
                }
            }

            // Below half full a sparse row is the smaller one.
            var dense = count >= length / 2;
            var editor = VBufferEditor.Create(ref output, length, dense ? length : count);
            int slot = 0, at = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                if (scalars[i] is { } get)
                {
                    get(ref editor.Values[at]);
                    if (!dense)
                        editor.Indices[at] = slot;
                    slot++;
                    at++;
                    continue;
                }
                if (dense)
                {
                    parts[i].CopyTo(editor.Values, slot);
                    at = slot + parts[i].Length;
                }
                else
                {
                    var values = parts[i].GetValues();
                    var indices = parts[i].GetIndices();
                    for (var k = 0; k < values.Length; k++, at++)
                    {
                        editor.Values[at] = values[k];
                        editor.Indices[at] = slot + (parts[i].IsDense ? k : indices[k]);
                    }
                }
                slot += parts[i].Length;
            }
            output = editor.Commit();
        };
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.WriteAll([.. inputs]);
    }

    public static ConcatenateMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadTexts());
}
