using Microsoft.ML;
using MLNetGradExt.Calibrating;

namespace MLNetGradExt;

/// <summary>A model whose probabilities were calibrated.</summary>
/// <param name="Model">The same model with a temperature in its network.</param>
/// <param name="Calibration">How it was found.</param>
public sealed record CalibratedModel(ITransformer Model, Calibration Calibration);

/// <summary>What makes a classifier's probabilities mean what they say: <c>ml.GradExt().Calibrators</c>.</summary>
public sealed class GradExtCalibrators
{
    private readonly MLContext _context;

    internal GradExtCalibrators(MLContext context) => _context = context;

    /// <summary>
    /// Fits one temperature for the (last) network of a model to rows that it was not trained on; see <see cref="TemperatureScaling"/>.
    /// The temperature becomes part of the network's stage: it is saved, loaded, made portable and exported with it. Predictions stay as they are.
    /// </summary>
    /// <param name="model">A classifier, fitted or loaded.</param>
    /// <param name="heldOut">Rows as the model takes them, with labels.</param>
    /// <param name="labelColumnName">The true class, as the network's stage finds it: a Boolean, or a Key.</param>
    /// <param name="exampleWeightColumnName">What each row counts, or null.</param>
    /// <exception cref="ArgumentException">The model holds no network, or a column is missing or of the wrong type.</exception>
    /// <exception cref="NotSupportedException">The network is a regression, or was made portable.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or one is unsound.</exception>
    public CalibratedModel Temperature(ITransformer model, IDataView heldOut, string labelColumnName = "Label", string? exampleWeightColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(heldOut);
        return TemperatureStage.Fit(_context, model, heldOut, labelColumnName, exampleWeightColumnName);
    }

    /// <summary>
    /// How good the probabilities of a scored view are, whatever model or calibrator gave them: from <c>Probability</c> (Single) of yes for a
    /// Boolean label, from <c>Score</c> (one probability a class) for a Key. Probabilities below 1e-15 count as that in the log loss.
    /// </summary>
    /// <param name="scored">What a model's <c>Transform</c> gave.</param>
    /// <param name="labelColumnName">The true class; rows where it is missing do not count.</param>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type.</exception>
    public CalibrationFigures Evaluate(IDataView scored, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(scored);
        return ScoredFigures.Of(scored, labelColumnName);
    }
}
