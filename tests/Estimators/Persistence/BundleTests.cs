using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests.Persistence;

public sealed class BundleTests(Xunit.Abstractions.ITestOutputHelper output) : IDisposable
{
    private static readonly MLContext Ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-bundle").FullName;

    private string File(string name = "model.zip") => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_chain_of_stock_stages_and_networks_comes_back_whole()
    {
        var rows = Rows.Blobs(60);
        var view = Ml.View(rows, 2);
        var model = Ml.GradExt().Transforms.Standardize("Features").Append(Ml.Transforms.Conversion.MapValueToKey("Label", "Class"))
            .Append(Ml.GradExt().MulticlassClassification(Network.Mlp(16).WithDropout(0.1), options: Rows.Quick()))
            .Append(Ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel")).Fit(view);
        Ml.GradExt().Save(model, view.Schema, File());
        Assert.Equal([File()], Directory.GetFiles(_folder));

        var fresh = new MLContext();
        var loaded = fresh.GradExt().Load(File(), out var schema);
        Assert.Equal(view.Schema.Select(c => (c.Name, c.Type)), schema.Select(c => (c.Name, c.Type)));
        Assert.Equal(model.Transform(view).GetColumn<float[]>("Score"), loaded.Transform(view).GetColumn<float[]>("Score"));
        Assert.Equal(rows.Select(r => r.Class), loaded.Transform(view).GetColumn<string>("Name"));
        NetworkTransformer before = Ml.GradExt().FindNetwork(model), after = fresh.GradExt().FindNetwork(loaded);
        Assert.Equal(before.Model.Recipe, after.Model.Recipe);
        Assert.Equal(before.Report.History.ToJson(), after.Report.History.ToJson());
        Assert.Equal(before.Report.Settings["optimizer"], after.Report.Settings["optimizer"]);
    }

    [Fact]
    public void Two_networks_alone_or_from_a_saved_model_come_back()
    {
        var view = Ml.View(Rows.Line(60), 2);
        var model = Ml.GradExt().Regression(Network.Mlp(4), options: Rows.Quick(2, seed: 1)).Append(Ml.Transforms.CopyColumns("First", "Score"))
            .Append(Ml.GradExt().Regression(Network.Mlp(6), options: Rows.Quick(2, seed: 2))).Fit(view);
        Ml.Model.Save(model, view.Schema, File("stock.zip"));
        Ml.GradExt().Save(Ml.Model.Load(File("stock.zip"), out _), view.Schema, File());
        var loaded = new MLContext().GradExt().Load(File());
        foreach (var name in new[] { "First", "Score" })
            Assert.Equal(model.Transform(view).GetColumn<float>(name), loaded.Transform(view).GetColumn<float>(name));

        Ml.GradExt().Save(model.LastTransformer, view.Schema, File("one.zip"));
        Assert.Equal(model.Transform(view).GetColumn<float>("Score"), Ml.GradExt().Load(File("one.zip")).Transform(view).GetColumn<float>("Score"));
    }

    [Fact]
    public void The_manifest_can_be_read_and_the_weights_are_plain_safetensors()
    {
        Saved();
        using var zip = ZipFile.OpenRead(File());
        using var stream = zip.GetEntry("manifest.json")!.Open();
        using var manifest = JsonDocument.Parse(stream);
        var network = manifest.RootElement.GetProperty("stages").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == "network");
        Assert.Equal("BinaryClassification", network.GetProperty("task").GetString());
        Assert.Equal(8, network.GetProperty("network").GetProperty("Hidden")[0].GetInt32());
        Assert.True(network.GetProperty("metrics").GetProperty("loss").GetDouble() > 0);
        var weights = File("weights.safetensors");
        zip.GetEntry(network.GetProperty("entry").GetString()!)!.ExtractToFile(weights);
        using var scope = TorchSharp.torch.NewDisposeScope();
        Assert.Equal([8L, 2], Checkpoints.Safetensors.Load(weights).Tensors["0.weight"].shape);
    }

    [Fact]
    public void What_is_wrong_with_a_bundle_is_said_in_one_kind_of_error()
    {
        Saved();
        Refused("grows", zip => Replace(zip, "schema.zip", new byte[1 << 20], CompressionLevel.Optimal), "compressed");
        Refused("path", zip => Replace(zip, "../evil", [1], CompressionLevel.NoCompression), "leads out");
        Refused("rooted", zip => Replace(zip, "/etc/evil", [1], CompressionLevel.NoCompression), "leads out");
        Refused("stranger", zip => Replace(zip, "more", [1], CompressionLevel.NoCompression), "does not know");
        Refused("lost", zip => zip.GetEntry("schema.zip")!.Delete(), "no entry");
        Refused("changed", zip => Replace(zip, "schema.zip", [1, 2, 3], CompressionLevel.NoCompression), "damaged or changed");
        Refused("unhashed", zip => Replace(zip, "manifest.json", "{}"u8.ToArray(), CompressionLevel.NoCompression), "damaged or changed");
        Refused("newer", zip => Manifest(zip, """{"format": "mlnetgradext-bundle", "version": 2}"""), "update the package");
        Refused("other", zip => Manifest(zip, """{"format": "something", "version": 1}"""), "not that of a bundle");
        Refused("empty", zip => Manifest(zip, """{"format": "mlnetgradext-bundle", "version": 1}"""), "incomplete");
        Refused("list", zip => Manifest(zip, "[]"), "damaged");
        System.IO.File.WriteAllText(File("text.zip"), "no zip");
        Assert.Throws<InvalidDataException>(() => Ml.GradExt().Load(File("text.zip")));
        Assert.Throws<FileNotFoundException>(() => Ml.GradExt().Load(File("none.zip")));
    }

    [Fact]
    public void A_mutated_bundle_loads_or_is_refused_in_bounded_time_and_memory() => output.WriteLine(FuzzRun.Start(typeof(Child), "bundle", FuzzRun.Count(200)));

    [Theory]
    [InlineData("[8]", "[2147483647]")]
    [InlineData("[8]", "[8,8,8,8,8,8,8,100000]")]
    [InlineData("[2]", "[4611686018427387904,4611686018427387904]")]
    public void A_recipe_of_enormous_layers_takes_no_memory(string found, string forged)
    {
        Saved();
        var weights = BundleFuzz.Entries(File()).Single(e => e.Name.EndsWith(".safetensors", StringComparison.Ordinal)).Name;
        BundleFuzz.Write(File(), BundleFuzz.Entries(File()), weights, bytes =>
        {
            var length = BitConverter.ToInt32(bytes);
            var header = System.Text.Encoding.UTF8.GetString(bytes, 8, length);
            Assert.Contains($":{found}", header);
            return Mutations.Join(header.Replace($":{found}", $":{forged}", StringComparison.Ordinal), bytes[(8 + length)..]);
        });
        var before = Environment.WorkingSet;
        Assert.Throws<InvalidDataException>(() => Ml.GradExt().Load(File()));
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 200L << 20);
    }

    [Fact]
    public void A_failed_save_leaves_the_old_file()
    {
        var old = Saved();
        var view = Ml.View(Rows.Line(20), 2);
        var model = Ml.GradExt().Regression(Network.FromModule("mine", context => TorchSharp.torch.nn.Linear(2, context.OutputSize)), options: Rows.Quick(1)).Fit(view);
        Assert.Throws<NotSupportedException>(() => Ml.GradExt().Save(model, view.Schema, File()));
        Assert.Equal(old, System.IO.File.ReadAllBytes(File()));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_network_may_be_larger_than_the_managed_memory() =>
        Assert.Equal("alike", Child.RunIn(Path.GetDirectoryName(typeof(Child).Assembly.Location)!, 48L << 20, ["large", File()])); // 64 MB of weights

    /// <summary>The figures of docs/persistence.md; MLNETGRADEXT_LARGE=1 runs it.</summary>
    [SkippableFact]
    public void Fifty_million_parameters_are_saved_and_loaded()
    {
        Skip.If(Environment.GetEnvironmentVariable("MLNETGRADEXT_LARGE") != "1", "takes seconds and a gigabyte: set MLNETGRADEXT_LARGE=1");
        var view = Ml.View(Rows.Line(20), 2);
        var model = Ml.GradExt().Regression(Network.Mlp(7000, 7000), options: Rows.Quick(1)).Fit(view);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Ml.GradExt().Save(model, view.Schema, File());
        var saved = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var loaded = Ml.GradExt().Load(File());
        output.WriteLine($"{model.Model.Module.parameters().Sum(p => p.numel()):N0} parameters: bundle saved in {saved:F1} s, loaded in {clock.Elapsed.TotalSeconds:F1} s, {new FileInfo(File()).Length / 1e6:F0} MB");
        Assert.Equal(model.Transform(view).GetColumn<float>("Score"), loaded.Transform(view).GetColumn<float>("Score"));
        clock.Restart();
        Ml.Model.Save(model, view.Schema, File("stock.zip"));
        saved = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var stock = Ml.Model.Load(File("stock.zip"), out _);
        var read = clock.Elapsed.TotalSeconds;
        clock.Restart();
        using var engine = Ml.Model.CreatePredictionEngine<NumberRow, Scored>(stock, inputSchemaDefinition: Rows.Definition<NumberRow>(2));
        var first = engine.Predict(Rows.Line(1)[0]).Score;
        output.WriteLine($"Model.Save in {saved:F1} s, Model.Load in {read:F1} s, first prediction after {clock.Elapsed.TotalSeconds:F1} s, {new FileInfo(File("stock.zip")).Length / 1e6:F0} MB");
        Assert.Equal(model.Transform(view).GetColumn<float>("Score").First(), first, 1e-3f);
        model.Model.Dispose();
        Ml.GradExt().FindNetwork(loaded).Model.Dispose();
    }

    private byte[] Saved()
    {
        var view = Ml.View(Rows.Halves(40), 2);
        var model = Ml.GradExt().Transforms.Standardize("Features").Append(Ml.GradExt().BinaryClassification(Network.Mlp(8), options: Rows.Quick(2))).Fit(view);
        Ml.GradExt().Save(model, view.Schema, File());
        return System.IO.File.ReadAllBytes(File());
    }

    private void Refused(string name, Action<ZipArchive> change, string reason)
    {
        var file = File(name + ".zip");
        System.IO.File.Copy(File(), file);
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Update)) change(zip);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Ml.GradExt().Load(file)).Message);
    }

    private static void Replace(ZipArchive zip, string name, byte[] bytes, CompressionLevel level)
    {
        zip.GetEntry(name)?.Delete();
        using var stream = zip.CreateEntry(name, level).Open();
        stream.Write(bytes);
    }

    private static void Manifest(ZipArchive zip, string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        Replace(zip, "manifest.json", bytes, CompressionLevel.NoCompression);
        Replace(zip, "manifest.sha256", System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))), CompressionLevel.NoCompression);
    }
}
