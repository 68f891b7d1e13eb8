namespace MLNetGradExt;

/// <summary>Suggestions for a name that is not there.</summary>
internal static class Names
{
    /// <summary>" Did you mean x? There are x, y, z." with a space before it, or without the question where nothing is near.</summary>
    public static string Suggest(string wanted, IEnumerable<string> present)
    {
        var names = present.ToArray();
        if (names.Length == 0) return " There are none.";
        var nearest = names.MinBy(n => Distance(wanted, n))!;
        var near = Distance(wanted, nearest) <= Math.Max(2, wanted.Length / 3);
        return $"{(near ? $" Did you mean {nearest}?" : "")} There are {string.Join(", ", names)}.";
    }

    /// <summary>Insertions, deletions and replacements that make one name of the other, ignoring case.</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }
        return row[b.Length];
    }
}
