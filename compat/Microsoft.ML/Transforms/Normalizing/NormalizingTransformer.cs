using System.Collections.Immutable;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Fitted normalisations of columns.</summary>
[ModelStage("Normalize")]
public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    private readonly NormalizeMap[] _maps;

    internal NormalizingTransformer(IHostEnvironment env, NormalizeMap[] maps)
        : base(env.Register(nameof(NormalizingTransformer)), MapsMapper.Pairs(maps)) => _maps = maps;

    internal static NormalizingTransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new(env, ctx.Reader.ReadMaps(NormalizeMap.Load));

    /// <summary>What was learned about the column pair at an index.</summary>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        Host.CheckParam(index >= 0 && index < _maps.Length, nameof(index), "The column pair does not exist");
        return _maps[index].Parameters;
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MapsMapper(schema, _maps);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetStage("Normalize", GetType());
        ctx.Writer.WriteMaps(_maps);
    }

    /// <summary>Base of what normalisers learn.</summary>
    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>(value − offset)·scale; <typeparamref name="TData"/> is a number, or an immutable array of them for vectors.</summary>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        /// <summary>The factor.</summary>
        public TData Scale { get; }

        /// <summary>What is taken off first.</summary>
        public TData Offset { get; }
    }

    /// <summary>The normal distribution of values or of their logarithms.</summary>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData deviation, bool log)
        {
            Mean = mean;
            StandardDeviation = deviation;
            UseLog = log;
        }

        /// <summary>The mean.</summary>
        public TData Mean { get; }

        /// <summary>The standard deviation.</summary>
        public TData StandardDeviation { get; }

        /// <summary>Whether logarithms were taken.</summary>
        public bool UseLog { get; }
    }

    /// <summary>Bins of values.</summary>
    public sealed class BinNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal BinNormalizerModelParameters(ImmutableArray<TData> bounds, TData density, TData offset)
        {
            UpperBounds = bounds;
            Density = density;
            Offset = offset;
        }

        /// <summary>The upper bound of each bin.</summary>
        public ImmutableArray<TData> UpperBounds { get; }

        /// <summary>What bin numbers are divided by.</summary>
        public TData Density { get; }

        /// <summary>What is taken off last.</summary>
        public TData Offset { get; }
    }
}
