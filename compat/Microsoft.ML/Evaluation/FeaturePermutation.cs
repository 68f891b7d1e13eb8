using System.Collections.Immutable;

namespace Microsoft.ML.Evaluation;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>
/// How much metrics change when one feature's values are shuffled among the rows (Breiman, "Random forests", 2001):
/// the metrics on shuffled data less those on the data as it is.
/// </summary>
internal static class FeaturePermutation
{
    public static ImmutableArray<TStatistics> Measure<TMetrics, TStatistics>(IHostEnvironment env, ITransformer model, string featureColumn, object parameters,
        IDataView data, Func<IDataView, TMetrics> evaluate, Func<TMetrics, TMetrics, TMetrics> difference, Action<TStatistics, TMetrics> add,
        Func<TStatistics> create, bool skipZeroWeights, int? examples, int permutations)
    {
        var host = env.Register("PermutationFeatureImportance");
        host.CheckValue(data, nameof(data));
        host.Check(examples is null or > 0, "Provide how many examples to use (positive number) or set to null to use whole dataset.");
        using var channel = host.Start("GetImportanceMetrics");
        var baseline = evaluate(model.Transform(data));
        var features = data.Schema[featureColumn];
        var random = new Random(host.Rand.Next());
        var weights = skipZeroWeights && parameters is Trainers.LinearModelParameters linear ? linear.Weights : null;
        var results = ImmutableArray.CreateBuilder<TStatistics>();
        for (var slot = 0; slot < features.Type.GetVectorSize(); slot++)
        {
            var statistics = create();
            var values = SlotValues(data, features, slot, examples ?? int.MaxValue);
            if (values.Length == 0)
            {
                channel.Warning("Detected no examples for evaluation.");
                return [];
            }
            for (var i = 0; i < permutations; i++)
            {
                // Without a weight the feature has no say: nothing changes, and nothing needs to be scored.
                if (weights is not null && weights[slot] == 0)
                {
                    add(statistics, difference(baseline, baseline));
                    continue;
                }
                random.Shuffle(values);
                add(statistics, difference(evaluate(model.Transform(new PermutedSlotView(data, features, slot, values))), baseline));
            }
            results.Add(statistics);
        }
        return results.ToImmutable();
    }

    /// <summary>The last stock predictor of a chain. Predictors of other assemblies cannot be seen here, as upstream cannot see them.</summary>
    public static IStockPredictor PredictorOf(ITransformer model)
    {
        var stages = model is IEnumerable<ITransformer> chain ? chain : [model];
        return stages.OfType<IStockPredictor>().LastOrDefault()
            ?? throw new ArgumentNullException("lastTransformer", "The model provided does not have a compatible predictor");
    }

    /// <summary>The results by slot name, or by number where a slot has none.</summary>
    public static ImmutableDictionary<string, T> Name<T>(ImmutableArray<T> results, IDataView data, string featureColumn)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        data.Schema[featureColumn].Annotations.GetValue(AnnotationUtils.Kinds.SlotNames, ref names);
        var slots = names.DenseValues().ToArray();
        return results.Select((result, i) => KeyValuePair.Create(slots[i].IsEmpty ? $"Slot {i}" : slots[i].ToString(), result)).ToImmutableDictionary();
    }

    private static float[] SlotValues(IDataView data, DataViewSchema.Column features, int slot, int most)
    {
        var values = new List<float>();
        using var cursor = data.GetRowCursor([features]);
        var get = cursor.GetGetter<VBuffer<float>>(features);
        var row = default(VBuffer<float>);
        while (values.Count < most && cursor.MoveNext())
        {
            get(ref row);
            values.Add(row.GetItemOrDefault(slot));
        }
        return [.. values];
    }
}

/// <summary>A prediction transformer of the stock.</summary>
internal interface IStockPredictor : ITransformer
{
    string FeatureColumnName { get; }

    object ModelParameters { get; }
}
