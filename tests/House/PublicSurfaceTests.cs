using System.Reflection;

namespace MLNetGradExt.House.Tests;

/// <summary>The public face changes on purpose only: it is compared with a file under <c>Snapshots</c>.</summary>
public class PublicSurfaceTests
{
    [Theory]
    [InlineData("MLNetGradExt.Transforms")]
    [InlineData("MLNetGradExt.Trainers")]
    [InlineData("MLNetGradExt")]
    public void Is_as_it_was(string assembly)
    {
        var surface = Surface.Of(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var file = Path.Combine(Repository.Root, "tests", "House", "Snapshots", assembly + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(file, surface);
        var known = File.Exists(file) ? File.ReadAllText(file) : "";
        if (surface == known) return;

        string[] now = surface.Split('\n'), before = known.Split('\n');
        var difference = before.Except(now).Select(line => "- " + line.Trim()).Concat(now.Except(before).Select(line => "+ " + line.Trim()));
        Assert.Fail($"The public face of {assembly} changed. If that was meant: UPDATE_SNAPSHOTS=1 ./build.sh test -- --filter PublicSurface\n{string.Join('\n', difference.Take(60))}");
    }
}
