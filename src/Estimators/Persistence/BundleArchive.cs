using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MLNetGradExt.Persistence;

/// <summary>Writes the entries of a bundle and remembers their lengths and hashes for the manifest.</summary>
internal sealed class BundleWriter(Stream stream) : IDisposable
{
    private readonly ZipArchive _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<BundleEntry> _entries = [];

    public BundleEntry[] Entries => [.. _entries];

    /// <summary>Adds an entry, as it is: weights hardly shrink, and a file without compression can't grow beyond itself when read.</summary>
    public void Add(string name, Action<Stream> write)
    {
        using var entry = _zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        using var hashed = new HashingStream(entry);
        write(hashed);
        _entries.Add(new BundleEntry(name, hashed.Length, hashed.Hash()));
    }

    /// <inheritdoc cref="Add(string, Action{Stream})"/>
    public void Add(string name, byte[] bytes) => Add(name, stream => stream.Write(bytes));

    public void Dispose() => _zip.Dispose();
}

/// <summary>
/// Reads the entries of a bundle with distrust: nothing is unpacked to the disk, nothing is compressed, so nothing is larger than the file;
/// the manifest names every entry, and every entry has the length and the hash that the manifest says.
/// </summary>
internal sealed class BundleReader : IDisposable
{
    public const string Manifest = "manifest.json", ManifestHash = "manifest.sha256";
    private const int MaxEntries = 10_000, MaxManifest = 64 << 20;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    public BundleReader(Stream stream)
    {
        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (_zip.Entries.Count > MaxEntries) throw new InvalidDataException($"A bundle has at most {MaxEntries} entries, but this file has {_zip.Entries.Count}.");
        long bytes = 0;
        foreach (var entry in _zip.Entries)
        {
            if (!IsPlain(entry.FullName)) throw new InvalidDataException($"The bundle has an entry of the name '{entry.FullName}', which leads out of it.");
            if (entry.Length != entry.CompressedLength) throw new InvalidDataException($"The bundle's entry {entry.FullName} is compressed, which no entry of a bundle is.");
            if (!_entries.TryAdd(entry.FullName, entry)) throw new InvalidDataException($"The bundle has two entries {entry.FullName}.");
            bytes += entry.Length;
        }
        if (bytes > stream.Length) throw new InvalidDataException("The bundle's entries are larger than the file.");
    }

    /// <summary>The manifest, and the promise that the entries are those it names.</summary>
    public BundleManifest ReadManifest()
    {
        var json = Bytes(Manifest, MaxManifest);
        if (Encoding.ASCII.GetString(Bytes(ManifestHash, 64)) != Convert.ToHexStringLower(SHA256.HashData(json))) throw new InvalidDataException("The manifest of the bundle was damaged or changed.");
        var manifest = BundleManifest.Read(json);
        var known = manifest.Entries.Select(e => e.Name).Append(Manifest).Append(ManifestHash).ToHashSet();
        if (_entries.Keys.FirstOrDefault(name => !known.Contains(name)) is { } stranger) throw new InvalidDataException($"The bundle has an entry {stranger} that its manifest does not know.");
        return manifest;
    }

    /// <summary>An entry's bytes, checked against the manifest.</summary>
    public byte[] Read(BundleManifest manifest, string name)
    {
        var expected = Expected(manifest, name);
        var bytes = Bytes(name, Array.MaxLength);
        return bytes.Length == expected.Length && Convert.ToHexStringLower(SHA256.HashData(bytes)) == expected.Sha256 ? bytes : throw Damaged(name);
    }

    /// <summary>An entry of any size: it is read twice, first to check it against the manifest.</summary>
    public Stream Open(BundleManifest manifest, string name, out long bytes)
    {
        var expected = Expected(manifest, name);
        bytes = expected.Length;
        using (var stream = Entry(name).Open())
            if (Entry(name).Length != expected.Length || Convert.ToHexStringLower(SHA256.HashData(stream)) != expected.Sha256) throw Damaged(name);
        return Entry(name).Open();
    }

    public void Dispose() => _zip.Dispose();

    private byte[] Bytes(string name, long limit)
    {
        var entry = Entry(name);
        if (entry.Length > limit) throw new InvalidDataException($"The bundle's entry {name} has {entry.Length} bytes, more than the {limit} it may have.");
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 ? bytes : throw new InvalidDataException($"The bundle's entry {name} is longer than it says.");
    }

    private static BundleEntry Expected(BundleManifest manifest, string name) =>
        manifest.Entries.FirstOrDefault(e => e.Name == name) ?? throw new InvalidDataException($"The manifest of the bundle does not know the entry {name}.");

    private ZipArchiveEntry Entry(string name) => _entries.TryGetValue(name, out var entry) ? entry : throw new InvalidDataException($"The bundle has no entry {name}.");

    private static InvalidDataException Damaged(string name) => new($"The bundle's entry {name} was damaged or changed.");

    private static bool IsPlain(string name) => name.Length > 0 && !Path.IsPathRooted(name) && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal)
        && name.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));
}
