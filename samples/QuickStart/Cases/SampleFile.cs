namespace QuickStart.Cases;

/// <summary>The sample files travel beside the program.</summary>
internal static class SampleFile
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "data", name);
}
