namespace Microsoft.ML.Data;

/// <summary>One column's values of one block, being written or read.</summary>
internal abstract class ColumnBlock
{
    public static ColumnBlock Create(DataViewType type, Func<Delegate> getter)
        => (ColumnBlock)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type.RawType), getter?.Invoke());

    public abstract void Append();
    public abstract void Flush(BinaryWriter writer);
    public abstract void Fill(byte[] bytes);
    public abstract void Next();
    public abstract Delegate Getter();

    private sealed class Typed<T>(Delegate getter) : ColumnBlock
    {
        private readonly MemoryStream _bytes = new();
        private BinaryReader _reader;
        private T _value;

        public override void Append()
        {
            ((ValueGetter<T>)getter)(ref _value);
            Codec<T>.Write(new BinaryWriter(_bytes), _value);
        }

        public override void Flush(BinaryWriter writer)
        {
            writer.Write((int)_bytes.Length);
            writer.Write(_bytes.GetBuffer(), 0, (int)_bytes.Length);
            _bytes.SetLength(0);
        }

        public override void Fill(byte[] bytes) => _reader = new BinaryReader(new MemoryStream(bytes));

        public override void Next() => _value = Codec<T>.Read(_reader);

        public override Delegate Getter()
        {
            var copy = Codec<T>.Copier;
            return (ValueGetter<T>)((ref T value) => copy(in _value, ref value));
        }
    }
}
