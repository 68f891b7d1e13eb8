namespace Microsoft.ML;

using Microsoft.ML.Runtime;

public abstract partial class TrainCatalogBase
{
    private protected CrossValidationResult<T>[] CrossValidate<T>(IDataView data, IEstimator<ITransformer> estimator, int folds,
        string samplingKeyColumn, int? seed, Func<IDataView, T> evaluate) where T : class
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckValue(estimator, nameof(estimator));
        Environment.CheckParam(folds > 1, "numFolds", "Must be more than 1");
        var environment = (LocalEnvironment)Environment;
        var splits = new DataOperationsCatalog(environment).CrossValidationSplit(data, folds, samplingKeyColumn, seed ?? environment.Seed);
        return splits.Select((split, fold) =>
        {
            var model = estimator.Fit(split.TrainSet);

            // A held-out fold goes through every stage of a chain, those for training and testing only as well: they prepare the label.
            var scored = model is IEnumerable<ITransformer> stages
                ? stages.Aggregate(split.TestSet, (view, stage) => stage.Transform(view))
                : model.Transform(split.TestSet);
            return new CrossValidationResult<T>(model, evaluate(scored), scored, fold);
        }).ToArray();
    }
}
