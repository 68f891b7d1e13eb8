using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Scoring;

/// <summary>The values behind a key, of whatever type they are, copied out of a column's annotations.</summary>
internal abstract class KeyValueList
{
    private static readonly PrimitiveDataViewType[] s_numbers =
    [
        NumberDataViewType.Single, NumberDataViewType.Double, NumberDataViewType.Byte, NumberDataViewType.SByte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64, BooleanDataViewType.Instance,
    ];

    /// <summary>Adds the values as an annotation.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder builder, string kind);

    /// <summary>The values as texts.</summary>
    public abstract string[] Texts { get; }

    /// <summary>The name of the values' type, for <see cref="Parse"/>: a number's, or String, as which dates and the like are kept.</summary>
    public abstract string TypeName { get; }

    /// <summary>The key values of a column, or null where it has none.</summary>
    public static KeyValueList? Of(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(ScoreAnnotations.KeyValues) is not { Type: VectorDataViewType type }) return null;
        var open = new Func<DataViewSchema.Column, VectorDataViewType, KeyValueList>(Read<int>).Method.GetGenericMethodDefinition();
        return (KeyValueList)open.MakeGenericMethod(type.ItemType.RawType).Invoke(null, [column, type])!;
    }

    /// <summary>The values' type by the name <see cref="TypeName"/> gave it, from their texts.</summary>
    public static KeyValueList Parse(string typeName, string[] texts)
    {
        if (typeName == nameof(String)) return new List<ReadOnlyMemory<char>>(new VectorDataViewType(TextDataViewType.Instance, texts.Length), [.. texts.Select(t => t.AsMemory())]);
        var found = s_numbers.FirstOrDefault(n => n.RawType.Name == typeName) ?? throw new InvalidDataException($"Key values of type '{typeName}' are unknown.");
        var open = new Func<PrimitiveDataViewType, string[], KeyValueList>(Numbers<int>).Method.GetGenericMethodDefinition();
        return (KeyValueList)open.MakeGenericMethod(found.RawType).Invoke(null, [found, texts])!;
    }

    /// <summary>A column of a view with these values, one a row.</summary>
    public abstract IDataView View(MLContext context, string column);

    private static KeyValueList Numbers<T>(PrimitiveDataViewType type, string[] texts)
        => new List<T>(new VectorDataViewType(type, texts.Length), [.. texts.Select(t => (T)Convert.ChangeType(t, typeof(T), CultureInfo.InvariantCulture))]);

    private static KeyValueList Read<T>(DataViewSchema.Column column, VectorDataViewType type)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(ScoreAnnotations.KeyValues, ref values);
        return new List<T>(type, [.. values.DenseValues()]);
    }

    private sealed class List<T>(VectorDataViewType type, T[] values) : KeyValueList
    {
        public override string TypeName => s_numbers.Any(n => n.RawType == typeof(T)) ? typeof(T).Name : nameof(String);

        public override string[] Texts => [.. values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")];

        public override void AddTo(DataViewSchema.Annotations.Builder builder, string kind)
            => builder.Add(kind, type, (ref VBuffer<T> buffer) => buffer = new VBuffer<T>(values.Length, [.. values]));

        public override IDataView View(MLContext context, string column)
        {
            var definition = SchemaDefinition.Create(typeof(Row));
            definition[nameof(Row.Value)].ColumnName = column;
            return context.Data.LoadFromEnumerable(values.Select((value, i) => new Row { Index = (uint)i + 1, Value = value }).ToArray(), definition);
        }

        private sealed class Row
        {
            public uint Index { get; set; }

            public T Value { get; set; } = default!;
        }
    }
}
