namespace Microsoft.ML.Calibrators;

using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

/// <summary>A model with a calibrator of its scores.</summary>
public abstract class CalibratedModelParametersBase
{
    private protected CalibratedModelParametersBase(object subModel, ICalibrator calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    /// <summary>The model that gives the score.</summary>
    public object SubModel { get; }

    /// <summary>The calibrator that turns it into a probability.</summary>
    public ICalibrator Calibrator { get; }
}

/// <summary>A model with a calibrator of its scores.</summary>
public abstract class CalibratedModelParametersBase<TSubModel, TCalibrator> : CalibratedModelParametersBase, IScalarModel, ICanSaveModel
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    private protected CalibratedModelParametersBase(TSubModel subModel, TCalibrator calibrator)
        : base(subModel, calibrator)
    {
    }

    /// <summary>The model that gives the score.</summary>
    public new TSubModel SubModel => (TSubModel)base.SubModel;

    /// <summary>The calibrator that turns it into a probability.</summary>
    public new TCalibrator Calibrator => (TCalibrator)base.Calibrator;

    float IScalarModel.Score(in VBuffer<float> features) => ((IScalarModel)SubModel).Score(features);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetStage("Model", typeof(StockModels));
        StockModels.Save(this, ctx.Writer);
    }
}

/// <summary>The one concrete calibrated model.</summary>
internal sealed class CalibratedModelParameters<TSubModel, TCalibrator>(TSubModel subModel, TCalibrator calibrator)
    : CalibratedModelParametersBase<TSubModel, TCalibrator>(subModel, calibrator)
    where TSubModel : class
    where TCalibrator : class, ICalibrator;
