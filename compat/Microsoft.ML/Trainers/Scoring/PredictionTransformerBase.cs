namespace Microsoft.ML.Data;

using Microsoft.ML.Runtime;

/// <summary>A model that scores views.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private protected readonly IHost Host;

    private protected PredictionTransformerBase(IHost host, TModel model)
    {
        Host = host;
        Model = model;
    }

    /// <summary>The model.</summary>
    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Adds the score columns to a schema.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return RowToRowMapperTransform.OutputSchemaOf(MakeMapper(inputSchema));
    }

    /// <summary>Adds the score columns to a view.</summary>
    public IDataView Transform(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return new RowToRowMapperTransform(input, MakeMapper(input.Schema));
    }

    /// <summary>Disposes the model where it wants to be.</summary>
    public void Dispose() => (Model as IDisposable)?.Dispose();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowToRowMapperTransform(new EmptyDataView(inputSchema), MakeMapper(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    private protected abstract RowMapper MakeMapper(DataViewSchema schema);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}

/// <summary>A model that scores one vector column of features.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>, Evaluation.IStockPredictor
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(IHost host, TModel model, string featureColumnName, DataViewType featureColumnType)
        : base(host, model)
    {
        FeatureColumnName = featureColumnName;
        FeatureColumnType = featureColumnType;
    }

    /// <summary>The name of the feature column.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of the feature column at training.</summary>
    public DataViewType FeatureColumnType { get; }

    object Evaluation.IStockPredictor.ModelParameters => Model;

    private protected override RowMapper MakeMapper(DataViewSchema schema)
    {
        var features = schema.GetColumnOrNull(FeatureColumnName) ?? throw Host.ExceptSchemaMismatch(nameof(schema), "feature", FeatureColumnName);
        if (features.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single || vector.Size != FeatureColumnType.GetVectorSize())
            throw Host.ExceptSchemaMismatch(nameof(schema), "feature", FeatureColumnName, FeatureColumnType.ToString(), features.Type.ToString());
        return new ScoreMapper(schema, features, Columns(ScoreAnnotations.NextSetId(schema)));
    }

    private protected abstract ScoreColumn[] Columns(uint setId);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("Scorer", typeof(ScorerLoader));
        ctx.Writer.Write(ScorerLoader.KindOf(GetType()));
        ctx.Writer.Write(FeatureColumnName);
        ctx.Writer.Write(FeatureColumnType.GetVectorSize());
        Trainers.StockModels.Save(Model, ctx.Writer);
        SaveMore(ctx);
    }

    private protected virtual void SaveMore(ModelSaveContext ctx)
    {
    }

    private protected static ScoreColumn Score(uint setId, string kind, Trainers.IScalarModel model) => new("Score", NumberDataViewType.Single,
        ScoreAnnotations.Of(setId, kind, AnnotationUtils.Const.ScoreValueKind.Score), get => Map(get, model.Score));

    private protected static ValueGetter<T> Map<T>(ValueGetter<VBuffer<float>> get, ScoreOf<T> map)
    {
        var features = default(VBuffer<float>);
        return (ref T value) =>
        {
            get(ref features);
            value = map(features);
        };
    }

    private protected delegate T ScoreOf<out T>(in VBuffer<float> features);
}
