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
    /// <exception cref="IOException">There is no room, or no right to write there; the message names the file, which is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        var temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception problem)
        {
            Discard(temporary);
            if (!IsRefusal(problem)) throw;
            throw Failure(full, "written and is as it was before", problem, temporary);
        }
    }

    /// <summary>The same with a text.</summary>
    internal static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Adds to the end of a file, which is made where it is missing: all or nothing.</summary>
    /// <exception cref="IOException">As of <see cref="Write"/>.</exception>
    internal static void Append(string path, string text)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            Append(stream, System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (UnauthorizedAccessException problem)
        {
            throw Failure(path, "added to", problem);
        }
    }

    /// <summary>The same with a file that stays open and has no buffer.</summary>
    internal static void Append(FileStream file, ReadOnlySpan<byte> bytes)
    {
        var end = file.CanSeek ? file.Seek(0, SeekOrigin.End) : 0;
        try
        {
            file.Write(bytes);
        }
        catch (Exception problem) when (IsRefusal(problem))
        {
            if (file.CanSeek) file.SetLength(end);
            throw Failure(file.Name, "added to and has nothing of the new entry", problem);
        }
    }

    // .NET says of a file that the file system will not have so large, such as 4 GB on FAT, that an argument is out of range.
    private static bool IsRefusal(Exception problem) => problem is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    private static IOException Failure(string path, string what, Exception problem, string? temporary = null)
    {
        var message = problem.Message.Replace($" : '{temporary ?? path}'", "", StringComparison.Ordinal);
        return new IOException($"{path} could not be {what}: {message}", problem) { HResult = problem.HResult };
    }

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What stopped the writing is the thing to tell.
        }
    }

    /// <summary>Deletes the temporary files that killed processes left in a folder where nobody else is writing now.</summary>
    public static void Sweep(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}")) File.Delete(file);
    }
}
