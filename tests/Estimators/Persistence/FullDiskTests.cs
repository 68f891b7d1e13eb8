using Microsoft.ML;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests.Persistence;

public class FullDiskTests
{
    [SkippableFact]
    public void Files_are_as_they_were_and_the_error_names_them()
    {
        var lines = FullDisk.Run(typeof(Child));
        foreach (var what in new[] { "bundle", "onnx", "report" })
            Assert.Contains(lines, line => line.StartsWith($"{what}: intact, named: ", StringComparison.Ordinal));
    }

    /// <summary>The child's part.</summary>
    public static int Run()
    {
        var ml = new MLContext(seed: 1);
        var view = ml.View(Rows.Line(20), 2);
        var folder = Directory.CreateTempSubdirectory("mlnetgradext-full").FullName;
        NetworkRegressionTransformer Fit(int units) => ml.GradExt().Regression(Network.Mlp(units), options: Rows.Quick(1)).Fit(view);
        var (little, much) = (Fit(4), Fit(20_000));
        FullDisk.Replaced("bundle", folder, path => ml.GradExt().Save(little, view.Schema, path), path => ml.GradExt().Save(much, view.Schema, path));
        FullDisk.Replaced("onnx", folder, path => ml.GradExt().ExportToOnnx(little, path), path => ml.GradExt().ExportToOnnx(much, path));
        FullDisk.Replaced("report", folder, path => little.Report.SaveHtml(path), path => little.Report.SaveHtml(path, new string('x', FullDisk.TooMuch)));
        Directory.Delete(folder, recursive: true);
        return 0;
    }
}
