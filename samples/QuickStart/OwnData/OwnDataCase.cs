using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt;
using QuickStart.Cases;

namespace QuickStart.OwnData;

/// <summary>The same journey with a file of the user's own: infer the columns, prepare them, train, test on a fifth of the rows.</summary>
internal sealed class OwnDataCase : ICase
{
    private readonly CleanCopy _data;
    private readonly CsvColumn _label;
    private readonly PredictionTask _task;

    private OwnDataCase(CleanCopy data, CsvColumn label, PredictionTask task) => (_data, _label, _task) = (data, label, task);

    public string Name => _label.Name;

    public string Figure => _task == PredictionTask.Regression ? "test R²" : "test accuracy";

    public bool LargerIsBetter => true;

    public double? Goal => null;

    public string BaselineName => _task == PredictionTask.Regression ? "least squares" : "majority";

    public static OwnDataCase Open(string path, string? labelName, string? wantedTask)
    {
        var table = CsvTable.Read(path);
        if (labelName is null)
            throw new UsageException($"Which column is to be predicted? Name it with --label. The columns are: {string.Join(", ", table.Columns.Select(c => c.Name))}.");
        var label = table.Column(labelName);
        var guess = TaskGuess.For(label, wantedTask);
        var data = CleanCopy.Write(table, label, guess.Task);

        Console.WriteLine($"task: {guess.Task.ToString().ToLowerInvariant()}, because {guess.Why}".Replace("because as", "as", StringComparison.Ordinal));
        Console.WriteLine($"rows: {data.Rows}{(data.Rows < table.RowCount ? $" ({table.RowCount - data.Rows} without a label are left out)" : "")}");
        Console.WriteLine($"numbers: {Names(data.Numbers)}");
        Console.WriteLine($"categories: {Names(data.Categories)}");
        foreach (var column in table.Columns.Where(column => column != label && column.Kind == ColumnKind.LeftOut))
            Console.WriteLine($"left out: {column.Name}, {column.Why}");
        return new OwnDataCase(data, label, guess.Task);
    }

    public CaseRun Run(int seed, Callback progress)
    {
        var ml = new MLContext(seed);
        var split = ml.Data.TrainTestSplit(ml.Data.LoadFromTextFile(_data.Path, LoaderOptions()), testFraction: 0.2, seed: seed);
        var preparation = Preparation(ml);
        // Nobody knows yet how much this data can teach: stop when a tenth of the rows, kept aside, no longer gets better.
        var network = Network.Mlp(64, 64).WithDropout(0.2);
        var options = new TrainingOptions { Seed = seed, ValidationFraction = 0.1, Callbacks = [progress, Callback.EarlyStopping("val_loss", patience: 8)] };

        switch (_task)
        {
            case PredictionTask.Regression:
            {
                var model = preparation.Append(ml.GradExt().Regression(network, options: options)).Fit(split.TrainSet);
                var scored = model.Transform(split.TestSet);
                var line = Baselines.LeastSquares.RSquared(model.Transform(split.TrainSet), scored, "Label");
                return new CaseRun(ml.Regression.Evaluate(scored).RSquared, line, model.LastTransformer.Report);
            }
            case PredictionTask.Binary:
            {
                var model = preparation.Append(ml.GradExt().BinaryClassification(network, options: options)).Fit(split.TrainSet);
                var metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet));
                return new CaseRun(metrics.Accuracy, Majority(split), model.LastTransformer.Report);
            }
            default:
            {
                var model = preparation.Append(ml.GradExt().MulticlassClassification(network, options: options)).Fit(split.TrainSet);
                var metrics = ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
                return new CaseRun(metrics.MicroAccuracy, Majority(split), model.LastTransformer.Report);
            }
        }
    }

    private TextLoader.Options LoaderOptions()
    {
        int numbers = _data.Numbers.Count, categories = _data.Categories.Count;
        var columns = new List<TextLoader.Column>();
        if (numbers > 0) columns.Add(new("Numbers", DataKind.Single, 0, numbers - 1));
        columns.AddRange(_data.Categories.Select((_, index) => new TextLoader.Column($"Category{index}", DataKind.String, numbers + index)));
        columns.Add(_task == PredictionTask.Regression ? new("Label", DataKind.Single, numbers + categories) : new("Answer", DataKind.String, numbers + categories));
        return new() { Separators = [','], HasHeader = true, AllowQuoting = true, MissingRealsAsNaNs = true, Columns = [.. columns] };
    }

    // Missing numbers become their column's mean, categories become indicators, everything is standardised.
    private IEstimator<ITransformer> Preparation(MLContext ml)
    {
        IEstimator<ITransformer> steps = _task switch
        {
            PredictionTask.Multiclass => ml.Transforms.Conversion.MapValueToKey("Label", "Answer"),
            PredictionTask.Binary => ml.Transforms.Conversion.MapValue("Label", TruthOfAnswers(), "Answer"),
            _ => new EstimatorChain<ITransformer>(),
        };
        var features = new List<string>();
        if (_data.Numbers.Count > 0)
        {
            steps = steps.Append(ml.Transforms.ReplaceMissingValues("Numbers", replacementMode: Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean));
            features.Add("Numbers");
        }
        for (var index = 0; index < _data.Categories.Count; index++)
        {
            steps = steps.Append(ml.Transforms.Categorical.OneHotEncoding($"Indicator{index}", $"Category{index}"));
            features.Add($"Indicator{index}");
        }
        return steps.Append(ml.Transforms.Concatenate("Features", [.. features])).Append(ml.GradExt().Transforms.Standardize("Features"));
    }

    private IEnumerable<KeyValuePair<string, bool>> TruthOfAnswers()
    {
        var answers = _label.Present.GroupBy(cell => cell).OrderBy(group => group.Count()).Select(group => group.Key).ToList();
        var yes = answers.FirstOrDefault(answer => answer.ToUpperInvariant() is "1" or "TRUE" or "YES" or "Y" or "POSITIVE") ?? answers[0];
        return answers.Select(answer => KeyValuePair.Create(answer, answer == yes));
    }

    private double Majority(DataOperationsCatalog.TrainTestData split) => Baselines.Majority.Accuracy<string>(split.TrainSet, split.TestSet, "Answer");

    private static string Names(IReadOnlyList<CsvColumn> columns) => columns.Count == 0 ? "none" : string.Join(", ", columns.Select(column => column.Name));
}
