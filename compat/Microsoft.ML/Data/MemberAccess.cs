using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Reading and writing fields and properties of a user's row class.</summary>
internal static class MemberAccess
{
    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The raw item type of a member (text for strings), and whether the member is a vector.</summary>
    public static void ItemTypeOf(MemberInfo member, out Type item, out bool isVector)
    {
        var type = TypeOf(member);
        isVector = true;
        if (type.IsArray)
            item = type.GetElementType();
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>))
            item = type.GetGenericArguments()[0];
        else
        {
            item = type;
            isVector = false;
        }
        if (item == typeof(string))
            item = typeof(ReadOnlyMemory<char>);
    }

    public static PrimitiveDataViewType PrimitiveOf(MemberInfo member, Type raw)
        => ColumnTypes.TryFromRawType(raw) ?? throw Contracts.ExceptParam("userType",
            $"Could not determine an IDataView type and registered custom types for member {member.Name}");

    public static Func<TRow, TValue> Reader<TRow, TValue>(MemberInfo member)
    {
        if (member is PropertyInfo property)
            return (property.GetGetMethod() ?? throw Contracts.ExceptParam(nameof(member), $"The property {member.Name} cannot be read")).CreateDelegate<Func<TRow, TValue>>();
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.Field(row, (FieldInfo)member), row).Compile();
    }

    public static Action<TRow, TValue> Writer<TRow, TValue>(MemberInfo member)
    {
        if (member is PropertyInfo property)
            return (property.GetSetMethod() ?? throw Contracts.ExceptParam(nameof(member), $"The property {member.Name} cannot be written")).CreateDelegate<Action<TRow, TValue>>();
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TValue));
        return Expression.Lambda<Action<TRow, TValue>>(Expression.Assign(Expression.Field(row, (FieldInfo)member), value), row, value).Compile();
    }
}

/// <summary>A schema definition checked against the class that it describes.</summary>
internal sealed class BoundSchema
{
    public readonly record struct Column(string Name, DataViewType Type, MemberInfo Member, DataViewSchema.Annotations Annotations);

    private BoundSchema(Column[] columns)
    {
        Columns = columns;
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = builder.ToSchema();
    }

    public Column[] Columns { get; }
    public DataViewSchema Schema { get; }

    public static BoundSchema Create(Type type, SchemaDefinition.Direction direction, SchemaDefinition definition)
        => new((definition ?? SchemaDefinition.Create(type, direction)).Select(column => Bind(type, column)).ToArray());

    private static Column Bind(Type type, SchemaDefinition.Column column)
    {
        const string Name = "userSchemaDefinition";
        Contracts.CheckParam(column.MemberName is not null, Name, "Null field name detected in schema definition");
        var member = (MemberInfo)type.GetField(column.MemberName) ?? type.GetProperty(column.MemberName)
            ?? throw Contracts.ExceptParam(Name, $"No field or property with name '{column.MemberName}' found in type '{type.FullName}'");
        var name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        MemberAccess.ItemTypeOf(member, out var raw, out var isVector);
        if (column.ColumnType is null)
        {
            var item = MemberAccess.PrimitiveOf(member, raw);
            return new Column(name, isVector ? new VectorDataViewType(item) : item, member, column.Annotations);
        }
        Contracts.CheckParam(isVector == column.ColumnType is VectorDataViewType, Name,
            $"Column '{name}' is supposed to be {(isVector ? "scalar" : "vector")}, but type of associated field '{column.MemberName}' is {(isVector ? "vector" : "scalar")}");
        Contracts.CheckParam(column.ColumnType.GetItemType().RawType == raw, Name,
            $"Column '{name}' is supposed to have item type {column.ColumnType.GetItemType().RawType}, but associated field has type {raw}");
        return new Column(name, column.ColumnType, member, column.Annotations);
    }
}
