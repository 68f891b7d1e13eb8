namespace MLNetGradExt;

/// <summary>What an exported file takes, and which stages in front of the network it holds. Prints itself.</summary>
/// <param name="Inputs">The inputs with the numbers of a row, [N, numbers] each.</param>
/// <param name="Included">The stages in the file, in order.</param>
/// <param name="LeftOut">The stages that must be applied before the file is fed, in order: those that the features depend on and the file lacks.</param>
public sealed record OnnxExportResult(ValueList<(string Name, int Size)> Inputs, ValueList<string> Included, ValueList<string> LeftOut)
{
    /// <inheritdoc/>
    public override string ToString() => $"The file takes {string.Join(", ", Inputs.Select(i => $"{i.Name} [N, {i.Size}]"))}."
        + (Included.Count > 0 ? $" In front of the network it holds {string.Join(", ", Included)}." : "")
        + (LeftOut.Count > 0 ? $" Left out, to be applied before: {string.Join(", ", LeftOut)}." : "");
}
