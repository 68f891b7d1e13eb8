namespace Microsoft.ML.Data;

/// <summary>One column's values as text.</summary>
internal abstract class ColumnText
{
    public string Default { get; protected init; }

    /// <summary>Adds the current value's items to the line; returns how many slots the value has.</summary>
    public abstract int Write(TextLine line);

    public static ColumnText Create(DataViewRow row, DataViewSchema.Column column, char separator)
    {
        var kind = column.Type is VectorDataViewType ? typeof(VectorText<>) : typeof(ScalarText<>);
        return (ColumnText)Activator.CreateInstance(kind.MakeGenericType(column.Type.GetItemType().RawType), row, column, separator);
    }

    private sealed class ScalarText<T> : ColumnText
    {
        private readonly ValueGetter<T> _getter;
        private readonly Func<T, string> _format;
        private T _value;

        public ScalarText(DataViewRow row, DataViewSchema.Column column, char separator)
        {
            _getter = row.GetGetter<T>(column);
            _format = TextValue.Format<T>(column.Type, separator);
            Default = TextValue.Format<T>(column.Type, separator)(default);
        }

        public override int Write(TextLine line)
        {
            _getter(ref _value);
            line.Add(0, _format(_value));
            return 1;
        }
    }

    private sealed class VectorText<T> : ColumnText
    {
        private readonly ValueGetter<VBuffer<T>> _getter;
        private readonly Func<T, string> _format;
        private VBuffer<T> _value;

        public VectorText(DataViewRow row, DataViewSchema.Column column, char separator)
        {
            _getter = row.GetGetter<VBuffer<T>>(column);
            _format = TextValue.Format<T>(column.Type.GetItemType(), separator);
            Default = _format(default);
        }

        public override int Write(TextLine line)
        {
            _getter(ref _value);
            foreach (var (slot, item) in _value.Items())
                line.Add(slot, _format(item));
            return _value.Length;
        }
    }
}
