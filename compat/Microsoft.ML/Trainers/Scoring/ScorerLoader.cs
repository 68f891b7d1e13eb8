using System.Reflection;

namespace Microsoft.ML.Data;

using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

/// <summary>Reads prediction transformers back, over the type of model that they were saved with.</summary>
[ModelStage("Scorer")]
internal static class ScorerLoader
{
    public static byte KindOf(Type transformer) => transformer.GetGenericTypeDefinition() switch
    {
        var type when type == typeof(RegressionPredictionTransformer<>) => 1,
        var type when type == typeof(BinaryPredictionTransformer<>) => 2,
        _ => 3,
    };

    public static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        var reader = ctx.Reader;
        var kind = reader.ReadByte();
        var name = reader.ReadString();
        var features = new VectorDataViewType(NumberDataViewType.Single, reader.ReadInt32());
        var model = Trainers.StockModels.Load(reader);
        return kind switch
        {
            1 => Make(typeof(RegressionPredictionTransformer<>), env, model, name, features),
            2 => Make(typeof(BinaryPredictionTransformer<>), env, model, name, features, reader.ReadSingle()),
            _ => Make(typeof(MulticlassPredictionTransformer<>), env, model, name, features, reader.ReadBoolean() ? TermSet.Load(reader) : null),
        };
    }

    // A calibrated model goes by its public base type, as it did when it was trained.
    private static ITransformer Make(Type transformer, IHostEnvironment env, object model, params object[] more)
    {
        var type = model is CalibratedModelParametersBase ? model.GetType().BaseType : model.GetType();
        return (ITransformer)Activator.CreateInstance(transformer.MakeGenericType(type),
            BindingFlags.Instance | BindingFlags.NonPublic, null, [env, model, .. more], null);
    }
}
