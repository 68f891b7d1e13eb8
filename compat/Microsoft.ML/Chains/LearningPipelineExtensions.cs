using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>How stages become chains.</summary>
public static class LearningPipelineExtensions
{
    public static CompositeLoaderEstimator<TSource, TTrans> Append<TSource, TTrans>(this IDataLoaderEstimator<TSource, IDataLoader<TSource>> start,
        IEstimator<TTrans> estimator) where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        Contracts.CheckValue(estimator, nameof(estimator));
        return new CompositeLoaderEstimator<TSource, ITransformer>(start).Append(estimator);
    }

    public static CompositeLoaderEstimator<TSource, TTrans> Append<TSource, TTrans>(this IDataLoader<TSource> start, IEstimator<TTrans> estimator)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        Contracts.CheckValue(estimator, nameof(estimator));
        return new CompositeLoaderEstimator<TSource, ITransformer>(new FixedLoader<TSource>(start)).Append(estimator);
    }

    public static EstimatorChain<TTrans> Append<TTrans>(this IEstimator<ITransformer> start, IEstimator<TTrans> estimator,
        TransformerScope scope = TransformerScope.Everything) where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        Contracts.CheckValue(estimator, nameof(estimator));
        return start is EstimatorChain<ITransformer> chain
            ? chain.Append(estimator, scope)
            : new EstimatorChain<ITransformer>().Append(start).Append(estimator, scope);
    }

    public static EstimatorChain<TTrans> AppendCacheCheckpoint<TTrans>(this IEstimator<TTrans> start, IHostEnvironment env)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        return new EstimatorChain<ITransformer>().Append(start).AppendCacheCheckpoint(env);
    }

    public static CompositeDataLoader<TSource, TTrans> Append<TSource, TTrans>(this IDataLoader<TSource> loader, TTrans transformer)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(loader, nameof(loader));
        Contracts.CheckValue(transformer, nameof(transformer));
        return new CompositeDataLoader<TSource, ITransformer>(loader).AppendTransformer(transformer);
    }

    public static TransformerChain<TTrans> Append<TTrans>(this ITransformer start, TTrans transformer) where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        Contracts.CheckValue(transformer, nameof(transformer));
        return new TransformerChain<TTrans>(start, transformer);
    }

    public static IEstimator<TTransformer> WithOnFitDelegate<TTransformer>(this IEstimator<TTransformer> estimator, Action<TTransformer> onFit)
        where TTransformer : class, ITransformer
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        Contracts.CheckValue(onFit, nameof(onFit));
        return new Watched<TTransformer>(estimator, onFit);
    }

    private sealed class Watched<TTransformer>(IEstimator<TTransformer> estimator, Action<TTransformer> onFit) : IEstimator<TTransformer>
        where TTransformer : class, ITransformer
    {
        public TTransformer Fit(IDataView input)
        {
            var fitted = estimator.Fit(input);
            onFit(fitted);
            return fitted;
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);
    }

    private sealed class FixedLoader<TSource>(IDataLoader<TSource> loader) : IDataLoaderEstimator<TSource, IDataLoader<TSource>>
    {
        public IDataLoader<TSource> Fit(TSource input) => loader;
        public SchemaShape GetOutputSchema() => SchemaShape.Create(loader.GetOutputSchema());
    }
}
