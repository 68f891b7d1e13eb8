using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Persistence;

/// <summary>
/// The bytes of a network in tables of MapValue stages: under the key <see cref="StateColumns.Bytes"/> a vector of bytes, under
/// <see cref="StateColumns.Nothing"/> none. A large network is spread over several tables, since ML.NET holds a table's row several
/// times while it saves or loads it.
/// </summary>
internal static class StateTables
{
    private const int PartLength = 1 << 24;

    /// <summary>Stages that look the bytes up, or not, into the column <see cref="StateColumns.State"/>.</summary>
    public static IEnumerable<IEstimator<ITransformer>> Stages(MLContext context, ArraySegment<byte> bytes)
    {
        var parts = (bytes.Count + PartLength - 1) / PartLength;
        if (parts <= 1) return [Table(context, StateColumns.State, bytes)];
        string[] names = [.. Enumerable.Range(0, parts).Select(i => StateColumns.Part + i)];
        return
        [
            .. names.Select((name, i) => Table(context, name, bytes.Slice(i * PartLength, Math.Min(PartLength, bytes.Count - i * PartLength)))),
            context.Transforms.Concatenate(StateColumns.State, names),
            // At once, so that the parts do not stay columns of the rest of the chain.
            context.Transforms.DropColumns(names),
        ];
    }

    /// <summary>The bytes in the tables of a loaded chain: the MapValue stages right behind the one that asks.</summary>
    public static byte[] Bytes(MLContext context, IEnumerable<ITransformer> stages)
    {
        var asked = context.Data.LoadFromEnumerable(new[] { new Asked { Wanted = StateColumns.Bytes } });
        var parts = stages.SkipWhile(stage => stage is not CustomMappingTransformer<AskInput, Asked>).Skip(1)
            .TakeWhile(stage => stage is ValueMappingTransformer).Select(table => Part(table, asked)).ToArray();
        var bytes = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.GetValues().CopyTo(bytes.AsSpan(at));
            at += part.Length;
        }
        return bytes;
    }

    private static VBuffer<byte> Part(ITransformer table, IDataView asked)
    {
        var view = table.Transform(asked);
        var column = view.Schema[view.Schema.Count - 1];
        using var cursor = view.GetRowCursor([column]);
        var get = cursor.GetGetter<VBuffer<byte>>(column);
        VBuffer<byte> bytes = default;
        if (cursor.MoveNext()) get(ref bytes);
        return bytes;
    }

    private static IEstimator<ITransformer> Table(MLContext context, string output, ArraySegment<byte> bytes)
    {
        var rows = context.Data.LoadFromEnumerable(new StateRow[]
        {
            new() { Wanted = StateColumns.Bytes, State = new VBuffer<byte>(bytes.Count, bytes.ToArray()) },
            new() { Wanted = StateColumns.Nothing, State = new VBuffer<byte>(0, []) },
        });
        return context.Transforms.Conversion.MapValue(output, rows, rows.Schema[StateColumns.Wanted], rows.Schema[StateColumns.State], StateColumns.Wanted);
    }
}
