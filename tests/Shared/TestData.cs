using System.IO.Compression;

namespace MLNetGradExt.Testing;

/// <summary>Finds the real data sets: <c>MLNETGRADEXT_DATA</c>, or a folder <c>shared/data</c> beside the repository.</summary>
internal static class TestData
{
    public static string RepositoryRoot { get; } = FindUp(AppContext.BaseDirectory, "MLNetGradExt.sln")
        ?? throw new InvalidOperationException("The tests run from inside the repository.");

    public static string? Root { get; } = Environment.GetEnvironmentVariable("MLNETGRADEXT_DATA") is { Length: > 0 } set ? set
        : Path.Combine(RepositoryRoot, "..", "shared", "data") is var beside && Directory.Exists(beside) ? Path.GetFullPath(beside) : null;

    /// <summary>The path of a data file; skips the running test, with the reason, where it is not there.</summary>
    public static string Require(params string[] parts)
    {
        Skip.If(Root is null, "needs the real data sets: set MLNETGRADEXT_DATA to their folder");
        var path = Path.Combine([Root!, .. parts]);
        Skip.IfNot(File.Exists(path) || Directory.Exists(path), $"needs {Path.Combine(parts)} under {Root}");
        return path;
    }

    /// <summary>Unpacks a .gz data file once a test run and gives the path of the plain file.</summary>
    public static string RequireUnpacked(params string[] parts)
    {
        var packed = Require(parts);
        var folder = Path.Combine(Path.GetTempPath(), "mlnetgradext-tests");
        Directory.CreateDirectory(folder);
        var plain = Path.Combine(folder, Path.GetFileNameWithoutExtension(packed));
        if (File.Exists(plain)) return plain;
        var partial = plain + "." + Guid.NewGuid().ToString("N");
        using (var from = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress))
        using (var to = File.Create(partial)) from.CopyTo(to);
        File.Move(partial, plain, overwrite: true);
        return plain;
    }

    private static string? FindUp(string folder, string file)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, file))) return at.FullName;
        return null;
    }
}
