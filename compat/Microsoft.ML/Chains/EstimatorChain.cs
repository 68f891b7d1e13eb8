using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators in a row: each is fitted on what the fitted ones before it make of the data.</summary>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly EstimatorLink[] _links;

    /// <summary>The estimator at the end; null when the chain is empty.</summary>
    public readonly IEstimator<TLastTransformer> LastEstimator;

    public EstimatorChain() => _links = [];

    internal EstimatorChain(EstimatorLink[] links)
    {
        _links = links;
        LastEstimator = (IEstimator<TLastTransformer>)links[^1].Estimator;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        // Shapes first: a mistake in the last stage should not cost the time of fitting those before it.
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var current = input;
        var fitted = new ITransformer[_links.Length];
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = _links[i].Estimator.Fit(current);
            current = fitted[i].Transform(current);
            if (_links[i].CacheAfter && i < fitted.Length - 1)
                current = new CacheDataView(current, []);
        }
        return new TransformerChain<TLastTransformer>(fitted, _links.Select(link => link.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (var link in _links)
            inputSchema = link.Estimator.GetOutputSchema(inputSchema);
        return inputSchema;
    }

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        return new EstimatorChain<TNewTrans>([.. _links, new(estimator, scope, false)]);
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        Contracts.CheckValue(env, nameof(env));
        Contracts.Check(_links.Length > 0, "Current estimator chain has no estimator, can't append cache checkpoint.");
        return new EstimatorChain<TLastTransformer>([.. _links[..^1], _links[^1] with { CacheAfter = true }]);
    }
}

/// <summary>One estimator of a chain.</summary>
internal readonly record struct EstimatorLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
