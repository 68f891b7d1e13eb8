namespace Microsoft.ML.Trainers;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>A trainer with one feature column, one label column and perhaps one column of example weights.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected readonly IHost Host;

    /// <summary>What the feature column must be.</summary>
    public readonly SchemaShape.Column FeatureColumn;

    /// <summary>What the label column must be.</summary>
    public readonly SchemaShape.Column LabelColumn;

    /// <summary>What the weight column must be; its name is null where there is none.</summary>
    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight = default)
    {
        Host = host;
        host.CheckParam(feature.IsValid, nameof(feature), "not initialized properly");
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    /// <inheritdoc/>
    public abstract TrainerInfo Info { get; }

    /// <summary>Trains a model.</summary>
    public TTransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Checks the input columns and adds the score columns.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        CheckInput(inputSchema);
        var columns = inputSchema.ToDictionary();
        foreach (var column in OutputColumns(inputSchema))
            columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }

    private protected TTransformer Fit(IDataView input, object start)
    {
        Host.CheckValue(input, nameof(input));
        CheckInput(SchemaShape.Create(input.Schema));
        using var channel = Host.Start("Training");
        var data = TrainingRows.Read(input, FeatureColumn.Name, LabelColumn.Name, WeightColumn.IsValid ? WeightColumn.Name : null, channel);
        return Train(data, input.Schema, start);
    }

    private protected abstract SchemaShape.Column[] OutputColumns(SchemaShape inputSchema);

    private protected abstract TTransformer Train(LinearData data, DataViewSchema schema, object start);

    private protected virtual void CheckLabelCompatible(SchemaShape.Column label)
    {
        if (!LabelColumn.IsCompatibleWith(label))
            throw Host.ExceptSchemaMismatch("labelCol", "label", LabelColumn.Name, LabelColumn.GetTypeString(), label.GetTypeString());
    }

    private void CheckInput(SchemaShape inputSchema)
    {
        Check(inputSchema, FeatureColumn, "feature");
        if (WeightColumn.IsValid)
            Check(inputSchema, WeightColumn, "weight");
        if (!LabelColumn.IsValid)
            return;
        if (!inputSchema.TryFindColumn(LabelColumn.Name, out var label))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "label", LabelColumn.Name);
        CheckLabelCompatible(label);
    }

    private void Check(SchemaShape inputSchema, SchemaShape.Column expected, string role)
    {
        if (!inputSchema.TryFindColumn(expected.Name, out var found))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, expected.Name);
        if (!expected.IsCompatibleWith(found))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), role, expected.Name, expected.GetTypeString(), found.GetTypeString());
    }
}

/// <summary>A trainer that visits rows in random order.</summary>
public abstract class StochasticTrainerBase<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo _info = new();

    private protected StochasticTrainerBase(IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight = default)
        : base(host, feature, label, weight)
    {
    }

    /// <inheritdoc/>
    public override TrainerInfo Info => _info;
}
