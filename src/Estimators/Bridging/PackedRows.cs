using MLNetGradExt.Data;
using TorchSharp;

namespace MLNetGradExt.Bridging;

/// <summary>Some rows in plain arrays, on their way from the reading thread to the training thread.</summary>
internal sealed class PackedRows(int capacity, ColumnRoles roles)
{
    private readonly int _width = roles.FeatureCount;
    private readonly float[] _features = GC.AllocateUninitializedArray<float>(checked(capacity * roles.FeatureCount));
    private readonly double[] _labels = new double[capacity];
    private readonly float[]? _weights = roles.Weight is null ? null : new float[capacity];

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<float> features, double label, float weight)
    {
        features.CopyTo(_features.AsSpan(Count * _width, _width));
        _labels[Count] = label;
        if (_weights is not null) _weights[Count] = weight;
        Count++;
    }

    /// <summary>Swaps row <paramref name="at"/> for another one; what was there goes to <paramref name="target"/>.</summary>
    public void Exchange(int at, ReadOnlySpan<float> features, double label, float weight, PackedRows target)
    {
        target.Add(Features(at), _labels[at], _weights?[at] ?? 1);
        features.CopyTo(_features.AsSpan(at * _width, _width));
        _labels[at] = label;
        if (_weights is not null) _weights[at] = weight;
    }

    /// <summary>Moves row <paramref name="at"/> to <paramref name="target"/>; the last row takes its place.</summary>
    public void Take(int at, PackedRows target)
    {
        target.Add(Features(at), _labels[at], _weights?[at] ?? 1);
        Count--;
        if (at == Count) return;
        Features(Count).CopyTo(_features.AsSpan(at * _width, _width));
        _labels[at] = _labels[Count];
        if (_weights is not null) _weights[at] = _weights[Count];
    }

    /// <summary>These rows as tensors of the current dispose scope.</summary>
    public Batch ToBatch(ValueList<long> shape, LabelScale scale, torch.Device device)
    {
        long[] whole = [Count, .. shape];
        var features = torch.tensor(Trim(_features, Count * _width)).view(whole).to(device);
        var labels = Bridge.Labels(new ArraySegment<double>(_labels, 0, Count), roles.Kind, scale).to(device);
        return new Batch(features, labels, _weights is null ? null : torch.tensor(Trim(_weights, Count)).to(device));
    }

    private ReadOnlySpan<float> Features(int row) => _features.AsSpan(row * _width, _width);

    private static float[] Trim(float[] values, int length) => values.Length == length ? values : values.AsSpan(0, length).ToArray();
}
