namespace Microsoft.ML.Trainers;

using Microsoft.ML.Calibrators;
using Microsoft.ML.Transforms;

/// <summary>What a trainer learned.</summary>
public abstract class ModelParametersBase<TOutput> : ICanSaveModel
{
    private protected ModelParametersBase()
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetStage("Model", typeof(StockModels));
        StockModels.Save(this, ctx.Writer);
    }
}

/// <summary>A model that gives one score a row.</summary>
internal interface IScalarModel
{
    float Score(in Microsoft.ML.Data.VBuffer<float> features);
}

/// <summary>A model that gives one score a class and row.</summary>
internal interface IVectorModel
{
    int Outputs { get; }

    void Score(in Microsoft.ML.Data.VBuffer<float> features, Span<float> scores);
}

/// <summary>Writes and reads the models of stock trainers.</summary>
[Microsoft.ML.Data.ModelStage("Model")]
internal static class StockModels
{
    public static object Load(Microsoft.ML.Runtime.IHostEnvironment env, Microsoft.ML.Data.ModelLoadContext ctx) => Load(ctx.Reader);

    public static void Save(object model, BinaryWriter writer)
    {
        switch (model)
        {
            case LinearModelParameters linear:
                writer.Write((byte)(linear switch { LinearRegressionModelParameters => 1, PoissonRegressionModelParameters => 2, _ => 3 }));
                writer.WriteValues(linear.WeightValues);
                writer.Write(linear.Bias);
                break;
            case LinearMulticlassModelParametersBase classes:
                writer.Write(classes is MaximumEntropyModelParameters ? (byte)4 : (byte)5);
                writer.Write(classes.Outputs);
                foreach (var weights in classes.WeightValues)
                    writer.WriteValues(weights);
                writer.WriteValues(classes.BiasValues);
                break;
            case CalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator> calibrated:
                writer.Write((byte)6);
                Save(calibrated.SubModel, writer);
                writer.Write(calibrated.Calibrator.Slope);
                writer.Write(calibrated.Calibrator.Offset);
                break;
            default:
                throw Contracts.Except($"A model of type {model.GetType()} cannot be saved");
        }
    }

    public static object Load(BinaryReader reader)
    {
        var kind = reader.ReadByte();
        switch (kind)
        {
            case 1: return new LinearRegressionModelParameters(reader.ReadValues<float>(), reader.ReadSingle());
            case 2: return new PoissonRegressionModelParameters(reader.ReadValues<float>(), reader.ReadSingle());
            case 3: return new LinearBinaryModelParameters(reader.ReadValues<float>(), reader.ReadSingle());
            case 4 or 5:
                var weights = new float[reader.ReadInt32()][];
                for (var i = 0; i < weights.Length; i++)
                    weights[i] = reader.ReadValues<float>();
                var biases = reader.ReadValues<float>();
                return kind == 4 ? new MaximumEntropyModelParameters(weights, biases) : new LinearMulticlassModelParameters(weights, biases);
            case 6:
                return new CalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(
                    (LinearBinaryModelParameters)Load(reader), new PlattCalibrator(reader.ReadDouble(), reader.ReadDouble()));
            default: throw new FormatException($"Unknown kind of model {kind}");
        }
    }
}
