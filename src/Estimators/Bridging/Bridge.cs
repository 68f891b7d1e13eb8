using Microsoft.ML;
using MLNetGradExt.Data;
using TorchSharp;

namespace MLNetGradExt.Bridging;

/// <summary>Where <see cref="IDataView"/> becomes <see cref="Batch"/>: the rows that a scan kept as one tensor, any others as a stream.</summary>
internal static class Bridge
{
    /// <summary>The rows of a scanned view, ready to train on.</summary>
    /// <param name="view">The view that was scanned.</param>
    /// <param name="scan">What the scan found; the rows it kept move into the tensor.</param>
    /// <param name="scale">The scale of a regression label.</param>
    /// <param name="shuffleRows">Rows a stream keeps to shuffle among.</param>
    public static IBatchSource Source(IDataView view, Scan scan, LabelScale scale, int shuffleRows)
        => scan.Fits ? Gathered(scan, scale) : new StreamingSource(view, scan.Roles, scale, scan.Labels.Rows, shuffleRows);

    /// <summary>A streamed view in two: the rows to train on, and those held out to validate.</summary>
    public static (IBatchSource Train, IBatchSource Validation) Halves(IDataView view, Scan scan, LabelScale scale, int shuffleRows, HoldOut holdOut)
    {
        var rows = scan.Labels.Rows;
        if (scan.HeldOut == 0 || scan.HeldOut == rows) throw new InvalidOperationException($"A ValidationFraction of {holdOut.Fraction} of {rows} rows leaves one side empty.");
        return (new StreamingSource(view, scan.Roles, scale, rows - scan.HeldOut, shuffleRows, holdOut),
            new StreamingSource(view, scan.Roles, scale, scan.HeldOut, shuffleRows, holdOut, heldOut: true));
    }

    public static TensorDataset Gathered(Scan scan, LabelScale scale)
    {
        using var scope = torch.NewDisposeScope();
        var features = scan.Features!.Pour([.. scan.Roles.FeatureShape]);
        var labels = Labels(scan.Values!, scan.Roles.Kind, scale);
        var weights = scan.Weights?.Pour();
        return new TensorDataset(features.DetachFromDisposeScope(), labels.DetachFromDisposeScope(), weights?.DetachFromDisposeScope());
    }

    public static torch.Tensor Labels(IReadOnlyList<double> values, LabelKind kind, LabelScale scale)
    {
        if (kind == LabelKind.Key)
        {
            var classes = new long[values.Count];
            for (var i = 0; i < classes.Length; i++) classes[i] = (long)values[i];
            return torch.tensor(classes);
        }
        var numbers = new float[values.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = scale.Apply(values[i]);
        return torch.tensor(numbers);
    }
}
