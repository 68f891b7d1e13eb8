using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Tests;

/// <summary>This assembly as a program, for tests that need a fresh process.</summary>
internal static class Child
{
    public static int Main(string[] arguments)
    {
        if (arguments is ["fuzz", _, .. var numbers]) return Persistence.BundleFuzz.Run(numbers);
        if (arguments is ["full"]) return Persistence.FullDiskTests.Run();
        Console.WriteLine(arguments switch
        {
            ["train", var task] => Train(task),
            ["score", var model, var task] => Score(model, task),
            ["large", var path] => Large(path),
            ["portable", var folder, .. var tasks] => WithoutTorch(folder, tasks),
            _ => "nothing to do: these are tests",
        });
        return 0;
    }

    /// <summary>Runs this assembly with arguments in a fresh process and gives its output.</summary>
    public static string Run(params string[] arguments) => RunIn(Path.GetDirectoryName(typeof(Child).Assembly.Location)!, arguments);

    /// <summary>The same with a copy of this assembly in another folder.</summary>
    public static string RunIn(string folder, params string[] arguments) => RunIn(folder, null, arguments);

    /// <summary>The same with a limit of the managed memory.</summary>
    public static string RunIn(string folder, long? heapLimit, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(folder, Path.GetFileName(typeof(Child).Assembly.Location)));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (heapLimit is { } limit) start.Environment["DOTNET_GCHeapHardLimit"] = limit.ToString("X", CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output.Trim();
    }

    /// <summary>A fingerprint of a seeded run's weights and scores, bit for bit.</summary>
    public static string Train(string task)
    {
        var ml = new MLContext(seed: 5);
        var (view, pipeline) = Pipeline(ml, task);
        var model = pipeline.Fit(view);
        using var bytes = new MemoryStream();
        foreach (var (_, tensor) in ml.GradExt().FindNetwork(model).Model.State())
        {
            using var plain = tensor.detach();
            bytes.Write(plain.bytes);
        }
        return Convert.ToHexString(SHA256.HashData(bytes.ToArray())) + " " + Text(model.Transform(view), task);
    }

    /// <summary>The scores of a model file, loaded with nothing but ML.NET's own call.</summary>
    public static string Score(string path, string task)
    {
        var ml = new MLContext();
        return Text(ml.Model.Load(path, out _).Transform(View(ml, task)), task);
    }

    /// <summary>Saves and loads a network that is larger than the managed memory of this process; says whether it scores alike.</summary>
    public static string Large(string path)
    {
        var ml = new MLContext(seed: 1);
        var view = ml.View(Rows.Line(4), 2);
        var model = ml.GradExt().Regression(Network.Mlp(4000, 4000), options: Rows.Quick(1)).Fit(view);
        ml.GradExt().Save(model, view.Schema, path);
        var loaded = ml.GradExt().Load(path);
        return model.Transform(view).GetColumn<float>("Score").SequenceEqual(loaded.Transform(view).GetColumn<float>("Score")) ? "alike" : "other";
    }

    /// <summary>Whether torch is there, the scores of a model of each task, and what happens to whoever wants the network itself.</summary>
    public static string WithoutTorch(string folder, string[] tasks)
    {
        var ml = new MLContext();
        List<string> lines = [$"usable: {ml.GradExt().CheckEnvironment().IsUsable}", .. tasks.Select(task => Score(Path.Combine(folder, task + ".zip"), task))];
        var loaded = ml.Model.Load(Path.Combine(folder, tasks[0] + ".zip"), out _);
        var view = View(ml, tasks[0]);
        if (Text(ml.GradExt().Restore(loaded).Transform(view), tasks[0]) != lines[1]) return "restored scores differ";
        var bundle = ml.GradExt().Load(Path.Combine(folder, tasks[0] + ".bundle"));
        if (Text(bundle.Transform(view), tasks[0]) != lines[1]) return "scores of the bundle differ";
        var network = ((IEnumerable<ITransformer>)bundle).OfType<PortableTransformer>().Single();
        if (!network.Report.ToPage().ToHtml().Contains(network.Report.Settings["optimizer"], StringComparison.Ordinal)) return "the bundle does not say how it was trained";
        try
        {
            ml.GradExt().Load(Path.Combine(folder, "own.bundle"));
            lines.Add("loaded");
        }
        catch (InvalidOperationException e)
        {
            lines.Add(e.Message.ReplaceLineEndings(" "));
        }
        try
        {
            ml.GradExt().FindNetwork(loaded);
            lines.Add("found");
        }
        catch (InvalidOperationException e)
        {
            lines.Add(e.Message.ReplaceLineEndings(" "));
        }
        return string.Join('\n', lines);
    }

    public static (IDataView View, IEstimator<ITransformer> Pipeline) Pipeline(MLContext ml, string task)
    {
        var network = Network.Mlp(16, 8).WithDropout(0.1).WithNormalization(Normalization.Layer);
        var options = Rows.Quick(5) with { Seed = null, ValidationFraction = 0.2 };
        var scale = ml.GradExt().Transforms.Standardize("Features");
        return (View(ml, task), task switch
        {
            "regression" => scale.Append(ml.GradExt().Regression(network, options: options)),
            "binary" => scale.Append(ml.GradExt().BinaryClassification(network, options: options)),
            _ => scale.Append(ml.Transforms.Conversion.MapValueToKey("Label", "Class")).Append(ml.GradExt().MulticlassClassification(network, options: options))
                .Append(ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel")),
        });
    }

    public static string Text(IDataView scored, string task) => string.Join(' ', (task == "multiclass"
        ? scored.GetColumn<float[]>("Score").SelectMany(s => s)
        : scored.GetColumn<float>("Score")).Select(s => s.ToString("R", CultureInfo.InvariantCulture)));

    private static IDataView View(MLContext ml, string task) => task switch
    {
        "regression" => ml.View(Rows.Line(60), 2),
        "binary" => ml.View(Rows.Halves(60), 2),
        _ => ml.View(Rows.Blobs(60), 2),
    };
}
