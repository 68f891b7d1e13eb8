using Microsoft.ML;

namespace MLNetGradExt.Bridging;

/// <summary>
/// The one pass over a view before training: it checks every row, learns the label's scale or classes, and, while the rows fit in
/// memory, keeps them. Rows that turn out not to fit are let go, and training streams them from the view again.
/// </summary>
internal sealed class Scan
{
    private Scan(ColumnRoles roles, LabelSummary labels, FloatChunks? features, List<double>? values, FloatChunks? weights)
        => (Roles, Labels, Features, Values, Weights) = (roles, labels, features, values, weights);

    public ColumnRoles Roles { get; }

    public LabelSummary Labels { get; }

    /// <summary>The features of every row, or null where they do not fit.</summary>
    public FloatChunks? Features { get; }

    public List<double>? Values { get; }

    public FloatChunks? Weights { get; }

    public bool Fits => Features is not null;

    /// <summary>Rows that the hold-out takes for validation.</summary>
    public long HeldOut { get; private init; }

    /// <summary>Reads the whole view once.</summary>
    /// <param name="view">The rows.</param>
    /// <param name="roles">The columns to read.</param>
    /// <param name="name">What to call the view in messages.</param>
    /// <param name="memoryLimit">Bytes of features to keep at most.</param>
    /// <param name="holdOut">A share of the rows to count, or null.</param>
    /// <param name="token">Stops the pass.</param>
    /// <exception cref="InvalidOperationException">The view is empty or a row is unsound.</exception>
    public static Scan Of(IDataView view, ColumnRoles roles, string name, long memoryLimit, HoldOut? holdOut, CancellationToken token)
    {
        var width = roles.FeatureCount;
        var fits = (view.GetRowCount() ?? 0) * width * sizeof(float) <= memoryLimit;
        var features = fits ? new FloatChunks(width) : null;
        var values = fits ? new List<double>() : null;
        var weights = fits && roles.Weight is not null ? new FloatChunks(1) : null;
        var labels = new LabelSummary(roles.Kind, roles.ClassCount);
        var spare = new float[width];
        var positive = roles.Weight is null;

        using var cursor = view.GetRowCursor(roles.Active);
        var reader = new RowReader(cursor, roles);
        var isHeld = holdOut?.For(cursor);
        long held = 0;
        for (long row = 0; cursor.MoveNext(); row++)
        {
            token.ThrowIfCancellationRequested();
            if (features is not null && (row + 1) * width * sizeof(float) > memoryLimit) (features, values, weights) = (null, null, null);
            var (label, weight) = reader.Read(features is null ? spare : features.Next(), row);
            labels.Add(label, row);
            if (isHeld is not null && isHeld()) held++;
            positive |= weight > 0;
            values?.Add(label);
            weights?.Add(weight);
        }
        if (labels.Rows == 0) throw new InvalidOperationException($"The {name} has no rows.");
        if (!positive) throw new InvalidOperationException($"Every weight in '{roles.Weight!.Value.Name}' of the {name} is 0, so no row counts.");
        return new Scan(roles, labels, features, values, weights) { HeldOut = held };
    }
}
