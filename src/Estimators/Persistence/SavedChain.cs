using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetGradExt.Scoring;

namespace MLNetGradExt.Persistence;

/// <summary>
/// A network as a chain of stock stages, which is the only thing ML.NET saves for a third party.
/// </summary>
/// <remarks>
/// CopyColumns gives the features their fixed name; a custom mapping says whether the network's bytes are wanted; MapValue stages hold the
/// bytes as vectors; a custom mapping unpacks them once and scores row by row; stock stages give multiclass outputs their types;
/// DropColumns clears up. A loaded model therefore works everywhere as it is, one row a forward pass;
/// <see cref="Find"/> gives the batched transformer back.
/// </remarks>
internal static class SavedChain
{
    private sealed class Probe
    {
        public VBuffer<float> Features { get; set; }
    }

    public static ITransformer Make(MLContext context, ArraySegment<byte> state, ScoreHead head, string featureColumn, DataViewType featureType)
    {
        var definition = SchemaDefinition.Create(typeof(Probe));
        definition[nameof(Probe.Features)].ColumnName = featureColumn;
        definition[nameof(Probe.Features)].ColumnType = featureType;
        var input = context.Data.LoadFromEnumerable(Array.Empty<Probe>(), definition);

        var start = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(context.Transforms.CopyColumns(StateColumns.Features, featureColumn))
            .Append<ITransformer>(context.Transforms.CustomMapping(new AskStage().GetMapping(), AskStage.Contract));
        foreach (var stage in StateTables.Stages(context, state)) start = start.Append(stage);
        return head switch
        {
            RegressionHead => start.Append(context.Transforms.CustomMapping(new RegressionStage().GetMapping(), RegressionStage.Contract))
                .Append(context.Transforms.DropColumns(s_common)).Fit(input),
            BinaryHead => start.Append(context.Transforms.CustomMapping(new BinaryStage().GetMapping(), BinaryStage.Contract))
                .Append(context.Transforms.DropColumns(s_common)).Fit(input),
            MulticlassHead multiclass => Multiclass(context, start, multiclass.Classes).Fit(input),
            _ => throw new NotSupportedException($"{head.GetType().Name} can't be saved."),
        };
    }

    /// <summary>The network of a chain that <see cref="Make"/> made, or null where this is no such chain.</summary>
    public static NetworkTransformer? Find(MLContext context, ITransformer model)
    {
        if (model is NetworkTransformer own) return own;
        if (model is not IEnumerable<ITransformer> chain) return null;
        var stages = chain.ToArray();
        return IsOurs(stages) ? ModelState.Read(StateTables.Bytes(context, stages)).ToTransformer(context) : stages.Select(stage => Find(context, stage)).LastOrDefault(found => found is not null);
    }

    /// <summary>The (last) network of a model as plain data, or null where it has none.</summary>
    public static NetworkParts? FindParts(MLContext context, ITransformer model)
    {
        if (model is NetworkTransformer own) return own.Parts();
        if (model is PortableTransformer portable) return portable.Parts;
        if (model is not IEnumerable<ITransformer> chain) return null;
        var stages = chain.ToArray();
        if (IsOurs(stages)) return ModelState.ReadParts(StateTables.Bytes(context, stages));
        return Enumerable.Reverse(stages).Select(stage => FindParts(context, stage)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The stages in front of the (last) network of a model, and the network as plain data; null where it has none.</summary>
    public static (IReadOnlyList<ITransformer> InFront, NetworkParts Network)? Split(MLContext context, ITransformer model)
    {
        if (FindParts(context, model) is not { } parts) return null;
        var stages = new List<object>();
        Add(model);
        var last = stages.FindLastIndex(stage => stage is NetworkTransformer or PortableTransformer or ITransformer[]);
        // An earlier network is a stage like others, which no file carries; one from a file stays the chain it is.
        return ([.. stages.Take(last).SelectMany(stage => stage as ITransformer[] ?? [(ITransformer)stage])], parts);

        void Add(ITransformer stage)
        {
            if (stage is not IEnumerable<ITransformer> chain) stages.Add(stage);
            else if (chain.ToArray() is var inner && IsOurs(inner)) stages.Add(inner);
            else foreach (var one in inner) Add(one);
        }
    }

    /// <summary>The same model with every saved network as the batched transformer it once was, or a portable one where torch is missing.</summary>
    public static ITransformer Restore(MLContext context, ITransformer model) => Replace(model,
        stages => EnvironmentReport.HasTorch ? ModelState.Read(StateTables.Bytes(context, stages)).ToTransformer(context) : new PortableTransformer(context, ModelState.ReadParts(StateTables.Bytes(context, stages))),
        own => own);

    /// <summary>The same model with every network scoring without torch.</summary>
    public static ITransformer ToPortable(MLContext context, ITransformer model) => Replace(model,
        stages => new PortableTransformer(context, ModelState.ReadParts(StateTables.Bytes(context, stages))),
        own => new PortableTransformer(context, own.Parts()));

    private static ITransformer Replace(ITransformer model, Func<ITransformer[], ITransformer> saved, Func<NetworkTransformer, ITransformer> fitted)
    {
        if (model is NetworkTransformer network) return fitted(network);
        if (model is not IEnumerable<ITransformer> chain) return model;
        var stages = chain.ToArray();
        return IsOurs(stages) ? saved(stages) : new TransformerChain<ITransformer>([.. stages.Select(stage => Replace(stage, saved, fitted))]);
    }

    private static readonly string[] s_common = [StateColumns.Features, StateColumns.Id, StateColumns.Wanted, StateColumns.State];

    private static EstimatorChain<ColumnSelectingTransformer> Multiclass(MLContext context, EstimatorChain<ITransformer> start, ClassNames classes)
    {
        var values = (classes.Values ?? KeyValueList.Parse(nameof(UInt32), [.. Enumerable.Range(1, classes.Count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))]))
            .View(context, "Value");
        var keys = context.Transforms.SelectColumns("Value").Fit(values).Transform(values);
        var (pieces, columns) = Pieces.Cut(context, classes.Count);
        // Appended as a plain stage, so that the chain stays flat and is one saved network to Find.
        IEstimator<ITransformer> labels = context.Transforms.Conversion.MapValueToKey("PredictedLabel", keyData: keys);
        var chain = start.Append(context.Transforms.CustomMapping(new MulticlassStage().GetMapping(), MulticlassStage.Contract))
            .Append(context.Transforms.Conversion.MapValue("PredictedLabel", values, values.Schema["Index"], values.Schema["Value"], StateColumns.Class))
            .Append(labels);
        foreach (var piece in pieces) chain = chain.Append(piece);
        return chain.Append(context.Transforms.Concatenate("Score", columns))
            .Append(context.Transforms.DropColumns([.. s_common, StateColumns.Scores, StateColumns.Class, .. columns]));
    }

    private static bool IsOurs(ITransformer[] stages) => stages.Any(stage => stage is CustomMappingTransformer<AskInput, Asked>);
}
