using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>State in memory: writes and reads named values; scopes are name prefixes joined by a slash. It owns its tensors, all on the processor.</summary>
public sealed class StateDictionary : IStateWriter, IStateReader, IDisposable
{
    private readonly SortedDictionary<string, object> _values;
    private readonly string _prefix;

    /// <summary>Empty state.</summary>
    public StateDictionary() : this(new SortedDictionary<string, object>(StringComparer.Ordinal), "") { }

    private StateDictionary(SortedDictionary<string, object> values, string prefix) => (_values, _prefix) = (values, prefix);

    /// <summary>Every stored value by its full name: <see cref="Tensor"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <inheritdoc/>
    public void Write(string name, Tensor value)
    {
        using var detached = value.detach();
        Store(name, detached.to(CPU, copy: true).DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public void Write(string name, long value) => Store(name, value);

    /// <inheritdoc/>
    public void Write(string name, double value) => Store(name, value);

    /// <inheritdoc/>
    public void Write(string name, string value) => Store(name, value);

    /// <inheritdoc/>
    public bool Has(string name) => _values.ContainsKey(_prefix + name);

    /// <inheritdoc/>
    public void ReadInto(string name, Tensor destination)
    {
        var stored = Read<Tensor>(name);
        if (stored.dtype != destination.dtype || !stored.shape.AsSpan().SequenceEqual(destination.shape))
            throw new InvalidDataException($"The state's {_prefix}{name} is {stored.dtype} [{string.Join(", ", stored.shape)}], but {destination.dtype} [{string.Join(", ", destination.shape)}] is needed: it belongs to another network or recipe.");
        using var _ = no_grad();
        destination.copy_(stored);
    }

    /// <inheritdoc/>
    public Tensor ReadTensor(string name) => Read<Tensor>(name).clone();

    /// <inheritdoc/>
    public long ReadInt64(string name) => Read<long>(name);

    /// <inheritdoc/>
    public double ReadDouble(string name) => Read<double>(name);

    /// <inheritdoc/>
    public string ReadString(string name) => Read<string>(name);

    /// <summary>The values under this name, shared with this dictionary.</summary>
    public StateDictionary Scope(string name) => new(_values, _prefix + name + "/");

    IStateWriter IStateWriter.Scope(string name) => Scope(name);

    IStateReader IStateReader.Scope(string name) => Scope(name);

    /// <summary>Releases the stored tensors.</summary>
    public void Dispose()
    {
        foreach (var value in _values.Values) (value as Tensor)?.Dispose();
        _values.Clear();
    }

    internal void Adopt(string name, object value) => Store(name, value);

    private void Store(string name, object value)
    {
        var full = _prefix + name;
        if (_values.TryGetValue(full, out var old)) (old as Tensor)?.Dispose();
        _values[full] = value;
    }

    private T Read<T>(string name) => _values.TryGetValue(_prefix + name, out var value)
        ? value is T typed ? typed : throw new InvalidDataException($"The state's {_prefix}{name} is a {value.GetType().Name}, not a {typeof(T).Name}.")
        : throw new InvalidDataException($"The state has no {_prefix}{name}: it was written by another recipe or version.");
}
