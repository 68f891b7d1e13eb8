using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetGradExt.Testing;

namespace MLNetGradExt.Tests.Persistence;

/// <summary>Bundles that were damaged, and bundles that were forged together with all their lengths and hashes.</summary>
internal static class BundleFuzz
{
    public static int Run(string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"mlnetgradext-{Guid.NewGuid():N}.zip");
        try
        {
            var ml = new MLContext(seed: 1);
            var view = ml.View(Rows.Blobs(40), 2);
            var model = ml.GradExt().Transforms.Standardize("Features").Append(ml.Transforms.Conversion.MapValueToKey("Label", "Class"))
                .Append(ml.GradExt().MulticlassClassification(Network.Mlp(8).WithNormalization(Normalization.Batch), options: Rows.Quick(2))).Fit(view);
            ml.GradExt().Save(model, view.Schema, path);
            var entries = Entries(path);
            var whole = File.ReadAllBytes(path);
            return FuzzRun.Loop("bundle", arguments, random =>
            {
                if (random.Next(3) == 0) File.WriteAllBytes(path, Mutations.Bytes(whole, random));
                else Forge(path, entries, random);
                return Loads(ml, path);
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The entries of a bundle, in order.</summary>
    public static List<(string Name, byte[] Bytes)> Entries(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        })];
    }

    /// <summary>Writes a bundle with one entry changed, and the manifest's length and hash of it, and the manifest's own hash.</summary>
    public static void Write(string path, IEnumerable<(string Name, byte[] Bytes)> entries, string changed, Func<byte[], byte[]> change)
    {
        var all = entries.Select(e => e.Name == changed ? (e.Name, Bytes: change(e.Bytes)) : e).ToList();
        var manifest = all.FindIndex(e => e.Name == "manifest.json");
        if (changed != "manifest.json")
        {
            var json = JsonNode.Parse(all[manifest].Bytes)!;
            var bytes = all.First(e => e.Name == changed).Bytes;
            var entry = json["entries"]!.AsArray().Single(e => (string?)e!["name"] == changed)!;
            (entry["length"], entry["sha256"]) = (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            all[manifest] = ("manifest.json", Encoding.UTF8.GetBytes(json.ToJsonString()));
        }
        all[all.FindIndex(e => e.Name == "manifest.sha256")] = ("manifest.sha256", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(all[manifest].Bytes))));
        Zip(path, all);
    }

    private static void Forge(string path, List<(string Name, byte[] Bytes)> entries, Random random)
    {
        string[] ours = [.. entries.Select(e => e.Name).Where(n => n.StartsWith("networks/", StringComparison.Ordinal)), "manifest.json"];
        var changed = ours[random.Next(ours.Length)];
        Write(path, entries, changed, bytes => changed.EndsWith(".json", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Mutations.Json(Encoding.UTF8.GetString(bytes), random)) : Mutations.Safetensors(bytes, random));
        if (random.Next(10) == 0) Zip(path, [.. Entries(path), entries[random.Next(entries.Count)]]); // an entry twice
        if (random.Next(10) == 0) File.WriteAllBytes(path, Mutations.Bytes(File.ReadAllBytes(path), random));
    }

    private static void Zip(string path, List<(string Name, byte[] Bytes)> entries)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(bytes);
        }
    }

    private static bool Loads(MLContext ml, string path)
    {
        ITransformer model;
        try
        {
            model = ml.GradExt().Load(path);
        }
        catch (InvalidDataException)
        {
            return false;
        }
        foreach (var stage in (IEnumerable<ITransformer>)model) (stage as NetworkTransformer)?.Model.Dispose();
        return true;
    }
}
