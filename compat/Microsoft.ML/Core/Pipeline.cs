using Microsoft.ML.Data;

namespace Microsoft.ML
{
    /// <summary>Something that a model file can hold. Only stock stages can write into the context.</summary>
    public interface ICanSaveModel
    {
        void Save(ModelSaveContext ctx);
    }

    public interface IDataLoader<in TSource> : ICanSaveModel
    {
        IDataView Load(TSource input);
        DataViewSchema GetOutputSchema();
    }

    public interface IDataLoaderEstimator<in TSource, out TLoader> where TLoader : IDataLoader<TSource>
    {
        TLoader Fit(TSource input);
        SchemaShape GetOutputSchema();
    }

    /// <summary>A fitted stage: maps a view to another, lazily.</summary>
    public interface ITransformer : ICanSaveModel
    {
        DataViewSchema GetOutputSchema(DataViewSchema inputSchema);
        IDataView Transform(IDataView input);
        bool IsRowToRowMapper { get; }
        IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
    }

    /// <summary>A stage to be fitted.</summary>
    public interface IEstimator<out TTransformer> where TTransformer : ITransformer
    {
        TTransformer Fit(IDataView input);
        SchemaShape GetOutputSchema(SchemaShape inputSchema);
    }

    public interface IPredictionTransformer<out TModel> : ITransformer
    {
        TModel Model { get; }
    }

    public interface ISingleFeaturePredictionTransformer<out TModel> : IPredictionTransformer<TModel>
    {
        string FeatureColumnName { get; }
        DataViewType FeatureColumnType { get; }
    }

    /// <summary>What a trainer asks of its data.</summary>
    public sealed class TrainerInfo
    {
        internal TrainerInfo(bool normalization = true, bool calibration = false, bool caching = true,
            bool supportValid = false, bool supportIncrementalTrain = false, bool supportTest = false)
        {
            NeedNormalization = normalization;
            NeedCalibration = calibration;
            WantCaching = caching;
            SupportsValidation = supportValid;
            SupportsIncrementalTraining = supportIncrementalTrain;
            SupportsTest = supportTest;
        }

        public bool NeedNormalization { get; }
        public bool WantCaching { get; }
        internal bool NeedCalibration { get; }
        internal bool SupportsValidation { get; }
        internal bool SupportsIncrementalTraining { get; }
        internal bool SupportsTest { get; }
    }

    public sealed class InputOutputColumnPair
    {
        public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
        {
            Contracts.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
            InputColumnName = inputColumnName ?? outputColumnName;
            OutputColumnName = outputColumnName;
        }

        public string InputColumnName { get; }
        public string OutputColumnName { get; }

        internal static (string outputColumnName, string inputColumnName)[] ConvertToValueTuples(InputOutputColumnPair[] infos)
        {
            Contracts.CheckNonEmpty(infos, nameof(infos));
            return infos.Select(info => (info.OutputColumnName, info.InputColumnName)).ToArray();
        }
    }
}

namespace Microsoft.ML.Trainers
{
    public interface ITrainerEstimator<out TTransformer, out TModel> : IEstimator<TTransformer>
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        TrainerInfo Info { get; }
    }
}

namespace Microsoft.ML.Data
{
    /// <summary>Maps one row at a time.</summary>
    public interface IRowToRowMapper
    {
        DataViewSchema InputSchema { get; }
        DataViewSchema OutputSchema { get; }
        IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns);
        DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns);
    }
}
