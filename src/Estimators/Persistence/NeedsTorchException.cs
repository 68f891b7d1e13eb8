namespace MLNetGradExt.Persistence;

/// <summary>What was asked for needs libtorch, and there is none. The message names the package to add.</summary>
internal sealed class NeedsTorchException(string message, Exception? inner = null) : InvalidOperationException(message, inner)
{
    /// <exception cref="NeedsTorchException">There is no libtorch.</exception>
    public static void ThrowIfMissing()
    {
        if (!EnvironmentReport.HasTorch) throw new NeedsTorchException($"{EnvironmentReport.Take().Problems[0]} Without it, ml.GradExt().ToPortable(model) scores.");
    }

    /// <summary>The error of a network that can't do without it.</summary>
    public static NeedsTorchException For(NotSupportedException layer) => new($"{layer.Message} {EnvironmentReport.Take().Problems[0]}", layer);
}
