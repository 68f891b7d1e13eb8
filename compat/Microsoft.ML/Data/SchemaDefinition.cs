using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which members of a class are which columns; start from <see cref="Create"/> and change what differs.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition() { }

    public Column this[string columnName]
    {
        get => this.FirstOrDefault(column => column.ColumnName == columnName);
        set
        {
            Contracts.CheckValue(value, nameof(value));
            Contracts.CheckParam(value.ColumnName == columnName, nameof(columnName),
                $"The column name is specified as '{value.ColumnName}' but must match the selector '{columnName}'");
            var index = FindIndex(column => column.ColumnName == columnName);
            if (index >= 0)
                this[index] = value;
            else
                Add(value);
        }
    }

    public sealed class Column
    {
        private readonly Dictionary<string, (DataViewType Type, Delegate Getter)> _annotations = [];

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnType = columnType;
            ColumnName = columnName;
        }

        public string MemberName { get; }
        public string ColumnName { get; set; }
        public DataViewType ColumnType { get; set; }

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Contracts.CheckValue(kind, nameof(kind));
            Contracts.CheckValue(annotationType, nameof(annotationType));
            Contracts.Check(!_annotations.ContainsKey(kind), "Column already contains an annotation of this kind.");
            _annotations[kind] = (annotationType, Getter(value, annotationType));
        }

        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach (var (kind, (type, getter)) in _annotations)
                    builder.Add(kind, type, getter);
                return builder.ToAnnotations();
            }
        }

        internal void AddAnnotations(DataViewSchema.Annotations annotations)
        {
            foreach (var column in annotations.Schema)
                _annotations[column.Name] = (column.Type, annotations.GetterAt(column.Index));
        }

        // Strings and arrays are given as users have them; getters speak the column type's raw types.
        private static Delegate Getter<T>(T value, DataViewType type) => value switch
        {
            string text => Codec.Constant(text.AsMemory()),
            string[] texts => Codec.Constant(new VBuffer<ReadOnlyMemory<char>>(texts.Length, texts.Select(text => text.AsMemory()).ToArray())),
            Array array => Reflect.Call<Delegate>(typeof(Column), nameof(VectorGetter), [array.GetType().GetElementType()], null, array),
            _ => Codec.Constant(value),
        };

        private static Delegate VectorGetter<T>(T[] values) => Codec.Constant(new VBuffer<T>(values.Length, values));
    }

    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        Contracts.CheckValue(userType, nameof(userType));
        var definition = new SchemaDefinition();
        var names = new HashSet<string>();
        foreach (var member in MembersOf(userType, direction))
        {
            DataViewTypeManager.AttributeAmong(member.GetCustomAttributes())?.Register();
            var name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
            Contracts.CheckParam(names.Add(name), nameof(userType), $"Duplicate column name '{name}' detected, this is disallowed");
            definition.Add(new Column(member.Name, TypeOf(member), name));
        }
        return definition;
    }

    internal static IEnumerable<MemberInfo> MembersOf(Type type, Direction direction)
    {
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(field => !field.IsLiteral);
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0
            && ((direction.HasFlag(Direction.Read) && property.GetGetMethod() is not null) || (direction.HasFlag(Direction.Write) && property.GetSetMethod() is not null)));
        return fields.Concat<MemberInfo>(properties)
            .Where(member => member.GetCustomAttribute<NoColumnAttribute>() is null && MemberAccess.TypeOf(member) != typeof(IChannel));
    }

    private static DataViewType TypeOf(MemberInfo member)
    {
        MemberAccess.ItemTypeOf(member, out var raw, out var isVector);
        if (DataViewTypeManager.TryGet(raw, member.GetCustomAttributes()) is { } custom)
            return custom;
        var item = MemberAccess.PrimitiveOf(member, raw);
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            Contracts.CheckParam(KeyDataViewType.IsValidDataType(raw), "userType",
                $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            item = new KeyDataViewType(raw, key.KeyCount.Count.GetValueOrDefault());
        }
        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        Contracts.CheckParam(vector is null || isVector, "userType",
            $"Member {member.Name} marked with {nameof(VectorTypeAttribute)}, but does not appear to be a vector type");
        return !isVector ? item : vector?.Dims is { Length: > 0 } dimensions ? new VectorDataViewType(item, dimensions) : new VectorDataViewType(item);
    }
}
