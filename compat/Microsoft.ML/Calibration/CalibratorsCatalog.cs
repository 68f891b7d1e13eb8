namespace Microsoft.ML;

using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

public sealed partial class BinaryClassificationCatalog
{
    public sealed partial class CalibratorsCatalog
    {
        /// <summary>Fits a sigmoid to scores and labels.</summary>
        public PlattCalibratorEstimator Platt(string labelColumnName = "Label", string scoreColumnName = "Score", string exampleWeightColumnName = null) =>
            new(this.GetEnvironment(), labelColumnName, scoreColumnName, exampleWeightColumnName);

        /// <summary>A sigmoid with given parameters.</summary>
        public FixedPlattCalibratorEstimator Platt(double slope, double offset, string scoreColumnName = "Score") =>
            new(this.GetEnvironment(), slope, offset, scoreColumnName);

        /// <summary>Counts positives in bins of scores.</summary>
        public NaiveCalibratorEstimator Naive(string labelColumnName = "Label", string scoreColumnName = "Score") =>
            new(this.GetEnvironment(), labelColumnName, scoreColumnName);

        /// <summary>Fits a non-decreasing step function to scores and labels.</summary>
        public IsotonicCalibratorEstimator Isotonic(string labelColumnName = "Label", string scoreColumnName = "Score", string exampleWeightColumnName = null) =>
            new(this.GetEnvironment(), labelColumnName, scoreColumnName, exampleWeightColumnName);
    }

    /// <summary>The same model with another threshold on the raw score, above which a row is predicted positive.</summary>
    public BinaryPredictionTransformer<TModel> ChangeModelThreshold<TModel>(BinaryPredictionTransformer<TModel> model, float threshold) where TModel : class =>
        model.WithThreshold(Environment, threshold);
}
