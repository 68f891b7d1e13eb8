using System.CommandLine;
using QuickStart;
using QuickStart.Cases;
using QuickStart.OwnData;

var data = new Option<string?>("--data") { Description = "a CSV file of your own, with a header" };
var label = new Option<string?>("--label") { Description = "its column to predict" };
var task = new Option<string?>("--task") { Description = "regression, binary or multiclass; guessed from the label by default" };
var output = new Option<string>("--output") { Description = "where charts and the page are written", DefaultValueFactory = _ => Path.Combine("runs", "quickstart") };
var seeds = new Option<int>("--seeds") { Description = "how many seeds to train with", DefaultValueFactory = _ => 3 };

var command = new RootCommand("Trains networks through ML.NET pipelines: on the sample data, or on yours.") { data, label, task, output, seeds };
command.SetAction(arguments =>
{
    try
    {
        IReadOnlyList<ICase> cases = arguments.GetValue(data) is { } path
            ? [OwnDataCase.Open(path, arguments.GetValue(label), arguments.GetValue(task))]
            : arguments.GetValue(label) is not null || arguments.GetValue(task) is not null
                ? throw new UsageException("--label and --task speak about a file of yours: name it with --data.")
                : [new LinearSine(), new NetworkSine(), new Diabetes(), new BreastCancer(), new Digits()];
        return Demo.Run(cases, Math.Max(1, arguments.GetValue(seeds)), arguments.GetValue(output)!);
    }
    catch (UsageException problem)
    {
        Console.Error.WriteLine(problem.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();
