using System.Text.RegularExpressions;

namespace MLNetGradExt.House.Tests;

/// <summary>What is committed works for everybody: it names no folder and no server of the machine it was written on.</summary>
public class TrackedFilesTests
{
    [Fact]
    public void No_file_names_a_folder_of_one_machine()
    {
        // /usr, /tmp and /etc are everybody's; a home or a checkout is not.
        var places = new Regex(@"(?<![\w.~}])/(home|root|work|workspace|Users|mnt)/[\w.-]+|[A-Z]:\\Users\\");
        Assert.Empty(Findings(text => places.Match(text) is { Success: true } match ? match.Value : null));
    }

    [Fact]
    public void No_file_names_a_private_package_feed()
    {
        var (code, sources) = Repository.Run("dotnet", ["nuget", "list", "source"]);
        var (_, remotes) = Repository.Run("git", ["remote", "-v"]);
        var everybodys = new Regex(@"(^|\.)(nuget\.org|github\.com)$");
        var hosts = Regex.Matches(sources + remotes, @"https?://(?:[^/@\s]*@)?([\w.-]+)").Select(match => match.Groups[1].Value).Where(host => !everybodys.IsMatch(host)).Distinct().ToList();
        Assert.Equal(0, code);
        Assert.Empty(Findings(text => hosts.Find(host => text.Contains(host, StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public void Text_files_end_their_lines_the_same_way() => Assert.Empty(Findings(text => text.Contains('\r') ? "a carriage return" : null));

    private static IEnumerable<string> Findings(Func<string, string?> find) => Repository.TextFiles
        .Select(file => (file, found: find(Repository.Read(file)))).Where(x => x.found is not null).Select(x => $"{x.file}: {x.found}");
}
