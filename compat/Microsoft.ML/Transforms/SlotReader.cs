using System.Numerics;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Feeds the values of a Single or Double column to a visitor: slot by slot, as doubles.</summary>
internal static class SlotReader
{
    /// <summary>Calls <paramref name="visit"/> with the slot's index and value for every row; implicit zeros included.</summary>
    public static void ForEach(IDataView data, DataViewSchema.Column column, long maximumRows, Action<int, double> visit)
    {
        if (column.Type.GetItemType() == NumberDataViewType.Single)
            ForEach<float>(data, column, maximumRows, visit);
        else
            ForEach<double>(data, column, maximumRows, visit);
    }

    private static void ForEach<T>(IDataView data, DataViewSchema.Column column, long maximumRows, Action<int, double> visit) where T : INumber<T>
    {
        using var cursor = data.GetRowCursor([column]);
        if (column.Type is VectorDataViewType)
        {
            var get = cursor.GetGetter<VBuffer<T>>(column);
            var buffer = default(VBuffer<T>);
            for (var row = 0L; row < maximumRows && cursor.MoveNext(); row++)
            {
                get(ref buffer);
                var values = buffer.GetValues();
                var indices = buffer.GetIndices();
                for (int slot = 0, at = 0; slot < buffer.Length; slot++)
                {
                    if (buffer.IsDense || (at < indices.Length && indices[at] == slot))
                        visit(slot, double.CreateTruncating(values[at++]));
                    else
                        visit(slot, 0);
                }
            }
        }
        else
        {
            var get = cursor.GetGetter<T>(column);
            var value = T.Zero;
            for (var row = 0L; row < maximumRows && cursor.MoveNext(); row++)
            {
                get(ref value);
                visit(0, double.CreateTruncating(value));
            }
        }
    }
}
