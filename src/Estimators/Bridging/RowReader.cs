using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Bridging;

/// <summary>Reads one row after another from a cursor into plain numbers, refusing what would poison a network.</summary>
internal sealed class RowReader
{
    private readonly ColumnRoles _roles;
    private readonly ValueGetter<VBuffer<float>> _features;
    private readonly Func<double> _label;
    private readonly ValueGetter<float>? _weight;
    private VBuffer<float> _buffer;

    public RowReader(DataViewRow row, ColumnRoles roles)
    {
        _roles = roles;
        _features = row.GetGetter<VBuffer<float>>(roles.Features);
        _label = LabelGetter.For(row, roles.Label);
        _weight = roles.Weight is { } weight ? row.GetGetter<float>(weight) : null;
    }

    /// <summary>Reads the current row; <paramref name="features"/> takes the whole vector, a sparse one's zeros included.</summary>
    /// <param name="features">As long as the feature vector.</param>
    /// <param name="row">The row's number, for messages.</param>
    /// <returns>The label (a class index for a key) and the weight, 1 where there is no weight column.</returns>
    /// <exception cref="InvalidOperationException">NaN, infinity, a missing key or a vector of another size.</exception>
    public (double Label, float Weight) Read(Span<float> features, long row)
    {
        _features(ref _buffer);
        if (_buffer.Length != features.Length)
            throw new InvalidOperationException($"Row {row} has {_buffer.Length} features in '{_roles.Features.Name}', not {features.Length} as the column's type says.");
        _buffer.CopyTo(features);
        if (!Finite.All(features)) throw UnsoundFeature(features, row);
        return (Label(row), Weight(row));
    }

    private double Label(long row)
    {
        var label = _label();
        if (double.IsFinite(label) && label >= (_roles.Kind == LabelKind.Key ? 0 : double.MinValue)) return label;
        throw new InvalidOperationException(_roles.Kind == LabelKind.Key
            ? $"The label '{_roles.Label.Name}' is missing at row {row} (rows count from 0): its value is none of the key's values. Drop such rows, or map their value to a class too."
            : $"The label '{_roles.Label.Name}' is {label} at row {row} (rows count from 0). Drop such rows with FilterRowsByMissingValues before training.");
    }

    private float Weight(long row)
    {
        if (_weight is null) return 1;
        float weight = 0;
        _weight(ref weight);
        if (float.IsFinite(weight) && weight >= 0) return weight;
        throw new InvalidOperationException($"The weight '{_roles.Weight!.Value.Name}' is {weight} at row {row} (rows count from 0); a weight is a finite number, 0 or more.");
    }

    private InvalidOperationException UnsoundFeature(ReadOnlySpan<float> features, long row)
    {
        var slot = 0;
        while (float.IsFinite(features[slot])) slot++;
        var name = SlotNames.Of(_roles.Features) is { } names && names[slot].Length > 0 ? $" ('{names[slot]}')" : "";
        return new InvalidOperationException($"The features '{_roles.Features.Name}' hold {features[slot]} in slot {slot}{name} at row {row} (rows count from 0). "
            + (float.IsNaN(features[slot]) ? "Fill missing values with ReplaceMissingValues before the trainer." : "Clip or drop infinite values before the trainer."));
    }
}
