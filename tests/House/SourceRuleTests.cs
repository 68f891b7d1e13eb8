using System.Text.RegularExpressions;

namespace MLNetGradExt.House.Tests;

/// <summary>House rules that a compiler does not know.</summary>
public class SourceRuleTests
{
    private static IEnumerable<string> Sources(string under) =>
        Repository.TextFiles.Where(file => file.StartsWith(under, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void The_library_never_writes_to_the_console() => Assert.DoesNotContain(Sources("src/"), file => Regex.IsMatch(Repository.Read(file), @"\bConsole\."));

    [Fact]
    public void Nothing_is_left_to_do_in_comments() => Assert.DoesNotContain(Repository.TextFiles,
        file => Regex.IsMatch(file, @"^(src|compat|samples|benchmarks|eng)/.*\.(cs|cpp|h|sh|py)$") && Regex.IsMatch(Repository.Read(file), @"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b"));

    [Fact]
    public void Nothing_is_left_unimplemented() => Assert.DoesNotContain(Sources("src/"), file => Repository.Read(file).Contains("NotImplementedException", StringComparison.Ordinal));

    [Fact]
    public void The_source_is_one_for_both_stacks() => Assert.DoesNotContain(Sources("src/"), file => Regex.IsMatch(Repository.Read(file), @"^\s*#if", RegexOptions.Multiline));

    [Fact]
    public void Data_views_meet_tensors_only_where_they_are_bridged()
    {
        var both = Sources("src/Estimators/").Where(file => !file.StartsWith("src/Estimators/Bridging/", StringComparison.Ordinal) && !file.StartsWith("src/Estimators/Scoring/", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(Repository.Read(file), @"\bIDataView\b") && Regex.IsMatch(Repository.Read(file), @"\bTorchSharp\b|\btorch\."));
        Assert.Empty(both);
    }

    [Fact]
    public void Files_hold_one_idea()
    {
        var long_ = Sources("src/").Select(file => (file, Lines: Repository.Read(file).Split('\n').Length)).Where(x => x.Lines > 400).Select(x => $"{x.file}: {x.Lines} lines");
        Assert.Empty(long_);
    }
}
