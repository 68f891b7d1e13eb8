namespace MLNetGradExt.Checkpoints;

/// <summary>
/// Files that are there whole or not at all: written to a temporary file in the same folder, flushed to the disk, then renamed.
/// Whoever is killed in between leaves the old file as it was, and perhaps a temporary one.
/// </summary>
public static class AtomicFile
{
    private const string Prefix = ".mlnetgradext-", Suffix = ".tmp";

    /// <summary>Writes a file; its folder is made where it is missing, an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content; when it throws, nothing has changed.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Deletes the temporary files that killed processes left in a folder where nobody else is writing now.</summary>
    public static void Sweep(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}")) File.Delete(file);
    }
}
