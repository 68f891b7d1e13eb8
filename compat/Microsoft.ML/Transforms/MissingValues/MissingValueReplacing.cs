using System.Numerics;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Missing values replaced by what was learned.</summary>
[ModelStage("ReplaceMissing")]
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    private readonly ReplaceMap[] _maps;

    internal MissingValueReplacingTransformer(IHostEnvironment env, ReplaceMap[] maps)
        : base(env.Register(nameof(MissingValueReplacingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static MissingValueReplacingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(ReplaceMap.Load));

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("ReplaceMissing", GetType());
        ctx.Writer.WriteMaps(_maps);
    }
}

/// <summary>Replaces missing values of Single and Double columns by zero or by a statistic, slot by slot or over all slots.</summary>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHost _host;
    private readonly InputOutputColumnPair[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _bySlot;

    internal MissingValueReplacingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns, ReplacementMode mode, bool bySlot)
    {
        _host = env.Register(nameof(MissingValueReplacingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        _columns = columns;
        _mode = mode;
        _bySlot = bySlot;
    }

    /// <summary>What takes the place of missing values.</summary>
    public enum ReplacementMode : byte
    {
        /// <summary>The type's default, zero.</summary>
        DefaultValue = 0,

        /// <summary>The mean.</summary>
        Mean = 1,

        /// <summary>The smallest value.</summary>
        Minimum = 2,

        /// <summary>The largest value.</summary>
        Maximum = 3,

        /// <summary>The most frequent value, the first to become so among equals.</summary>
        Mode = 5,
    }

    /// <summary>Reads each column once, unless zero is the replacement.</summary>
    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new MissingValueReplacingTransformer(_host, _columns.Select(pair =>
        {
            var source = input.Schema.GetColumnOrNull(pair.InputColumnName)
                ?? throw _host.ExceptSchemaMismatch(nameof(input), "input", pair.InputColumnName);
            ReplaceMap.CheckType(source.Type.GetItemType());
            return new ReplaceMap(pair.OutputColumnName, pair.InputColumnName, Learn(input, source));
        }).ToArray());
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(pair =>
        {
            var source = inputSchema.Find(pair.InputColumnName);
            ReplaceMap.CheckType(source.ItemType);
            return new SchemaShape.Column(pair.OutputColumnName, source.Kind, source.ItemType, false,
                new SchemaShape(source.SlotNames().Concat(source.Annotation(AnnotationUtils.Kinds.IsNormalized))));
        }));
    }

    // One replacement for all slots, or one a slot.
    private double[] Learn(IDataView data, DataViewSchema.Column source)
    {
        if (_mode == ReplacementMode.DefaultValue)
            return [0];
        if (source.Type.GetItemType() is not NumberDataViewType)
            throw _host.Except($"Cannot perform mean imputations on non-numeric '{source.Type.GetItemType()}'");
        var slots = _bySlot ? Math.Max(1, source.Type.GetValueCount()) : 1;
        var statistics = Enumerable.Range(0, slots).Select(_ => new SlotStatistics()).ToArray();
        var counts = Enumerable.Range(0, slots).Select(_ => new Dictionary<double, int>()).ToArray();
        var modes = new (double Value, int Count)[slots];
        SlotReader.ForEach(data, source, long.MaxValue, (slot, value) =>
        {
            if (!double.IsFinite(value))
                return;
            var at = slots == 1 ? 0 : slot;
            statistics[at].Add(value);
            if (_mode != ReplacementMode.Mode)
                return;
            var count = counts[at][value] = counts[at].GetValueOrDefault(value) + 1;
            if (count > modes[at].Count)
                modes[at] = (value, count);
        });
        return statistics.Select((s, i) => s.Count == 0 ? 0 : _mode switch
        {
            ReplacementMode.Mean => s.Mean,
            ReplacementMode.Minimum => s.Min,
            ReplacementMode.Maximum => s.Max,
            ReplacementMode.Mode => modes[i].Value,
            _ => throw _host.Except($"Unknown replacement mode '{_mode}'"),
        }).ToArray();
    }
}

/// <summary>A column with its missing values replaced, by one value for all slots or by one a slot.</summary>
internal sealed class ReplaceMap(string output, string input, double[] replacements) : ColumnMap1(output, input)
{
    public static void CheckType(DataViewType item)
    {
        if (item != NumberDataViewType.Single && item != NumberDataViewType.Double && item is not TextDataViewType)
            throw Contracts.ExceptParam("inputSchema", $"Type '{item}' is not supported by MissingValueReplacing since it doesn't have a missing value");
    }

    protected override DataViewType Bind(DataViewSchema.Column source, DataViewSchema.Annotations.Builder annotations)
    {
        CheckType(source.Type.GetItemType());
        if (replacements.Length > 1 && source.Type.GetValueCount() != replacements.Length)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", Input, $"vector of {replacements.Length} slots", source.Type.ToString());
        annotations.Add(source.Annotations, kind => kind is AnnotationUtils.Kinds.SlotNames or AnnotationUtils.Kinds.IsNormalized);
        return source.Type;
    }

    protected override Delegate Getter(DataViewRow row, DataViewSchema.Column source) =>
        source.Type.GetItemType() == NumberDataViewType.Single ? Make<float>(row, source)
        : source.Type.GetItemType() == NumberDataViewType.Double ? Make<double>(row, source)
        : Lift.Values<ReadOnlyMemory<char>, ReadOnlyMemory<char>>(row, source, text => text);

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Input);
        writer.WriteValues(replacements);
    }

    public static ReplaceMap Load(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadValues<double>());

    private Delegate Make<T>(DataViewRow row, DataViewSchema.Column source) where T : IFloatingPointIeee754<T>
    {
        var values = replacements.Select(T.CreateTruncating).ToArray();
        return Lift.Slots<T, T>(row, source, (slot, value) => T.IsNaN(value) ? values[values.Length == 1 ? 0 : slot] : value, keepsDefault: true);
    }
}
