namespace MLNetGradExt.Training;

using System.IO.Enumeration;

/// <summary>Matches parameter names such as <c>layers.3.weight</c> with patterns in which * stands for any text and ? for one character.</summary>
public static class ParameterPattern
{
    /// <summary>Whether a name matches a pattern.</summary>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    /// <summary>The index of the first pattern that matches each parameter.</summary>
    /// <exception cref="ArgumentException">A parameter matches no pattern; the message lists those names and the patterns.</exception>
    public static int[] FirstMatches(IReadOnlyList<ParameterSlice> slices, IReadOnlyList<string> patterns)
    {
        var found = new int[slices.Count];
        var lost = new List<string>();
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = -1;
            for (var p = 0; p < patterns.Count && found[i] < 0; p++)
                if (Matches(patterns[p], slices[i].Name)) found[i] = p;
            if (found[i] < 0) lost.Add(slices[i].Name);
        }

        return lost.Count == 0 ? found : throw new ArgumentException(
            $"No pattern matches {string.Join(", ", lost)}. The patterns are {string.Join(", ", patterns.Select(p => $"\"{p}\""))}; end with \"*\" to catch the rest.");
    }
}
