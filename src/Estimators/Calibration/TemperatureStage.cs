using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Bridging;
using MLNetGradExt.Persistence;

namespace MLNetGradExt.Calibrating;

/// <summary>Fits a temperature for the network inside a chain.</summary>
internal static class TemperatureStage
{
    // As a trainer's MemoryLimit: rows beyond it are streamed.
    private const long MemoryLimit = 2L << 30;

    public static CalibratedModel Fit(MLContext context, ITransformer model, IDataView heldOut, string label, string? weight)
    {
        ITransformer[] stages = [.. Flat(SavedChain.Restore(context, model))];
        var at = Array.FindLastIndex(stages, stage => stage is NetworkTransformer or PortableTransformer);
        if (at < 0) throw new ArgumentException("The model holds no network of MLNetGradExt.", nameof(model));
        if (stages[at] is not NetworkTransformer network) throw new NotSupportedException("The model's network is portable: calibrate the model where torch is, and then make it portable.");

        var calibration = Fit(network, stages[..at].Aggregate(heldOut, (view, stage) => stage.Transform(view)), new ColumnNames(label, network.FeatureColumnName, weight));
        stages[at] = network.Calibrated((float)calibration.Temperature, calibration);
        return new CalibratedModel(stages.Length == 1 ? stages[0] : new TransformerChain<ITransformer>(stages), calibration);
    }

    private static Calibration Fit(NetworkTransformer network, IDataView view, ColumnNames names)
    {
        if (network is NetworkRegressionTransformer) network.Calibrated(1, null); // says why not
        var kind = network is NetworkBinaryClassificationTransformer ? LabelKind.Boolean : LabelKind.Key;
        var problems = new List<string>();
        var roles = ColumnRoles.Find(view.Schema, names, kind, "held-out view", problems);
        if (roles is not null && roles.FeatureShape != network.Model.InputShape)
            problems.Add($"The held-out view has features of shape {roles.FeatureShape}, but the network takes {network.Model.InputShape}: give rows as the model takes them.");
        if (roles is not null && kind == LabelKind.Key && roles.ClassCount != network.Model.OutputSize)
            problems.Add($"The held-out view's label has {roles.ClassCount} classes, but the network knows {network.Model.OutputSize}: map it with the model's own fitted MapValueToKey.");
        if (problems.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, problems));
        var scan = Scan.Of(view, roles!, "held-out view", MemoryLimit, null, CancellationToken.None);
        using var rows = Bridge.Source(view, scan, LabelScale.Identity, 1);
        return TemperatureScaling.Fit(network.Model, rows);
    }

    private static IEnumerable<ITransformer> Flat(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flat) : [model];
}
