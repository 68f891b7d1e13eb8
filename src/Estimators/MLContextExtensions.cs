using Microsoft.ML;

namespace MLNetGradExt;

/// <summary>The entry to this library: <c>mlContext.GradExt()</c>.</summary>
public static class MLContextExtensions
{
    /// <summary>Networks and their data preparation, as pipeline stages made in <paramref name="context"/>.</summary>
    public static GradExtCatalog GradExt(this MLContext context) => new(context);
}
