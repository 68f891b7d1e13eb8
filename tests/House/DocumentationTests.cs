using System.Text.RegularExpressions;

namespace MLNetGradExt.House.Tests;

/// <summary>Documentation that cannot go stale unnoticed: its code is compiled, its links lead somewhere.</summary>
public partial class DocumentationTests
{
    private static IEnumerable<string> Pages => Repository.TextFiles.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    /// <summary>A C# block stands under <c>&lt;!-- snippet:NAME --&gt;</c> and equals the lines between <c>// snippet:NAME</c> and <c>// end-snippet</c> of a built file.</summary>
    [Fact]
    public void Every_code_block_is_a_piece_of_a_built_file()
    {
        var snippets = Repository.TextFiles.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && (file.StartsWith("samples/", StringComparison.Ordinal) || file.StartsWith("tests/", StringComparison.Ordinal)))
            .SelectMany(file => Snippet().Matches(Repository.Read(file))).ToDictionary(match => match.Groups["name"].Value, match => Outdented(match.Groups["code"].Value));
        var wrong = new List<string>();
        foreach (var page in Pages)
            foreach (Match block in CodeBlock().Matches(Repository.Read(page)))
            {
                var name = block.Groups["name"].Value;
                if (name.Length == 0) wrong.Add($"{page}: a C# block without <!-- snippet:NAME --> above it");
                else if (!snippets.TryGetValue(name, out var code)) wrong.Add($"{page}: no built file has // snippet:{name}");
                else if (code.Trim() != block.Groups["code"].Value.Trim()) wrong.Add($"{page}: {name} differs from the built file, which says\n{code}");
            }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere()
    {
        var wrong = from page in Pages
                    from Match link in Link().Matches(Repository.Read(page))
                    let target = link.Groups["target"].Value
                    where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                    let path = target.Split('#')[0]
                    let file = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path)
                    where !Path.Exists(Path.Combine(Repository.Root, file)) || !HasAnchor(file, target)
                    select $"{page}: {target}";
        Assert.Empty(wrong);
    }

    private static bool HasAnchor(string file, string target)
    {
        if (!target.Contains('#', StringComparison.Ordinal) || !file.EndsWith(".md", StringComparison.Ordinal)) return true;
        var anchors = Heading().Matches(Repository.Read(file)).Select(match => Regex.Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
        return anchors.Contains(target.Split('#')[1]);
    }

    private static string Outdented(string code)
    {
        var lines = code.Trim('\n').Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..].TrimEnd() : ""));
    }

    [GeneratedRegex(@"^[ \t]*// snippet:(?<name>[\w-]+)[ \t]*\n(?<code>.*?)^[ \t]*// end-snippet", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"(<!-- snippet:(?<name>[\w-]+) -->\s*\n)?^```(csharp|cs|c#)[ \t]*\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)|<img [^>]*src=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
