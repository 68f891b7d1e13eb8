namespace MLNetGradExt.Checkpoints;

/// <summary>A folder of one run's checkpoints: the newest is found, the oldest are dropped, half-written files are swept away.</summary>
public static class CheckpointFolder
{
    /// <summary>Reads a checkpoint file, or the newest readable one of a folder.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="onUnreadable">Told about every file that is passed over.</param>
    /// <returns>The state, or null when the folder has no checkpoint yet (or is not there yet) and the run begins anew.</returns>
    /// <exception cref="InvalidDataException">The file, or every file of the folder, is damaged.</exception>
    /// <exception cref="FileNotFoundException">A file of this name is not there.</exception>
    public static StateDictionary? Find(string path, Action<string>? onUnreadable = null)
    {
        if (File.Exists(path)) return CheckpointFile.Load(path);
        if (path.EndsWith(CheckpointFile.Extension, StringComparison.OrdinalIgnoreCase)) throw new FileNotFoundException($"There is no checkpoint {path}.", path);
        InvalidDataException? last = null;
        foreach (var file in Files(path))
        {
            try
            {
                return CheckpointFile.Load(file.FullName);
            }
            catch (InvalidDataException problem)
            {
                onUnreadable?.Invoke(problem.Message);
                last = problem;
            }
        }
        return last is null ? null : throw last;
    }

    /// <summary>The seed of the run whose checkpoint <see cref="Find"/> would give, or null where there is none yet or it is no integer. Reads only the head of a file.</summary>
    /// <param name="path">A file or a folder.</param>
    public static int? Seed(string path)
    {
        foreach (var file in File.Exists(path) ? [new FileInfo(path)] : Files(path))
        {
            try
            {
                if (CheckpointFile.Number(file.FullName, "run/seed") is { } seed) return (int)seed == seed ? (int)seed : null;
            }
            catch (InvalidDataException)
            {
                // Find says what is wrong with it when training starts.
            }
        }
        return null;
    }

    /// <summary>The checkpoints of a folder, newest first.</summary>
    public static IReadOnlyList<FileInfo> Files(string folder) => !Directory.Exists(folder) ? []
        : [.. new DirectoryInfo(folder).EnumerateFiles("*" + CheckpointFile.Extension).OrderByDescending(f => f.LastWriteTimeUtc).ThenByDescending(f => f.Name, StringComparer.Ordinal)];

    /// <summary>Deletes all but the newest checkpoints.</summary>
    public static void Keep(string folder, int count)
    {
        foreach (var file in Files(folder).Skip(count)) file.Delete();
    }
}
