namespace Microsoft.ML.Data;

/// <summary>Storage for one column's values, by slot: what shuffling and caching are made of.</summary>
internal abstract class Slots
{
    public static Slots Create(DataViewSchema.Column column, DataViewRow row)
        => (Slots)Activator.CreateInstance(typeof(Slots<>).MakeGenericType(column.Type.RawType), row.GetGetterUntyped(column));

    /// <summary>Copies the row's current value into a slot, growing when the slot is the next one.</summary>
    public abstract void Fetch(int slot);

    /// <summary>A getter of the value at the slot that <paramref name="slot"/> names when called.</summary>
    public abstract Delegate Getter(Func<int> slot);

    /// <summary>Lets go of the row.</summary>
    public abstract void Seal(int count);
}

internal sealed class Slots<T>(ValueGetter<T> getter) : Slots
{
    private ValueGetter<T> _getter = getter;
    private T[] _values = new T[16];

    public override void Fetch(int slot)
    {
        if (slot == _values.Length)
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, 2L * _values.Length));
        _getter(ref _values[slot]);
    }

    public override void Seal(int count)
    {
        _getter = null;
        Array.Resize(ref _values, count);
    }

    public override Delegate Getter(Func<int> slot)
    {
        var copy = Codec<T>.Copier;
        return (ValueGetter<T>)((ref T value) => copy(in _values[slot()], ref value));
    }
}
