using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A loader, then transformers.</summary>
public sealed class CompositeDataLoader<TSource, TLastTransformer> : IDataLoader<TSource>, IDisposable
    where TLastTransformer : class, ITransformer
{
    public readonly IDataLoader<TSource> Loader;
    public readonly TransformerChain<TLastTransformer> Transformer;

    public CompositeDataLoader(IDataLoader<TSource> loader, TransformerChain<TLastTransformer> transformerChain = null)
    {
        Contracts.CheckValue(loader, nameof(loader));
        Loader = loader;
        Transformer = transformerChain ?? new TransformerChain<TLastTransformer>();
    }

    public CompositeDataLoader<TSource, TNewLast> AppendTransformer<TNewLast>(TNewLast transformer) where TNewLast : class, ITransformer
    {
        Contracts.CheckValue(transformer, nameof(transformer));
        return new CompositeDataLoader<TSource, TNewLast>(Loader, Transformer.Append(transformer));
    }

    public IDataView Load(TSource input) => Transformer.Transform(Loader.Load(input));
    public DataViewSchema GetOutputSchema() => Transformer.GetOutputSchema(Loader.GetOutputSchema());
    public void Dispose() => Transformer.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetStage(CompositeDataLoaderReader.Name, typeof(CompositeDataLoaderReader));
        ctx.SaveModel(Loader, "Loader");
        ctx.SaveModel(Transformer, "TransformerChain");
    }
}

[ModelStage(Name)]
internal static class CompositeDataLoaderReader
{
    public const string Name = "CompositeDataLoader";

    internal static CompositeDataLoader<IMultiStreamSource, ITransformer> Load(IHostEnvironment env, ModelLoadContext ctx)
        => new(ctx.LoadModel<IDataLoader<IMultiStreamSource>>(env, "Loader"), ctx.LoadModel<TransformerChain<ITransformer>>(env, "TransformerChain"));
}

/// <summary>A loader to be fitted, then estimators.</summary>
public sealed class CompositeLoaderEstimator<TSource, TLastTransformer> : IDataLoaderEstimator<TSource, CompositeDataLoader<TSource, TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly IDataLoaderEstimator<TSource, IDataLoader<TSource>> _start;
    private readonly EstimatorChain<TLastTransformer> _chain;

    public CompositeLoaderEstimator(IDataLoaderEstimator<TSource, IDataLoader<TSource>> start, EstimatorChain<TLastTransformer> estimatorChain = null)
    {
        Contracts.CheckValue(start, nameof(start));
        _start = start;
        _chain = estimatorChain ?? new EstimatorChain<TLastTransformer>();
    }

    public CompositeDataLoader<TSource, TLastTransformer> Fit(TSource input)
    {
        var loader = _start.Fit(input);
        return new CompositeDataLoader<TSource, TLastTransformer>(loader, _chain.Fit(loader.Load(input)));
    }

    public SchemaShape GetOutputSchema() => _chain.GetOutputSchema(_start.GetOutputSchema());

    public CompositeLoaderEstimator<TSource, TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator) where TNewTrans : class, ITransformer
        => new(_start, _chain.Append(estimator));
}
