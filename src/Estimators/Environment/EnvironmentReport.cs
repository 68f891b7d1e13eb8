using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace MLNetGradExt;

/// <summary>What training and scoring find on this machine.</summary>
/// <param name="TorchSharpVersion">The version of the TorchSharp assembly.</param>
/// <param name="IsUsable">Whether tensors can be made at all.</param>
/// <param name="CudaDevices">The number of usable CUDA devices.</param>
/// <param name="Threads">Threads inside one tensor operation.</param>
/// <param name="Platform">The operating system and processor.</param>
/// <param name="Problems">What is wrong and how to mend it, in sentences.</param>
public sealed record EnvironmentReport(string TorchSharpVersion, bool IsUsable, int CudaDevices, int Threads, string Platform, IReadOnlyList<string> Problems)
{
    private static readonly Lazy<bool> s_hasTorch = new(() => Take().IsUsable);

    /// <summary>Whether tensors can be made; asked of the loader once.</summary>
    internal static bool HasTorch => s_hasTorch.Value;

    /// <summary>Looks at this process and machine. Never throws.</summary>
    public static EnvironmentReport Take()
    {
        var version = typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "unknown";
        var platform = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";
        try
        {
            using var probe = torch.zeros(1);
            var devices = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
            return new EnvironmentReport(version, true, devices, torch.get_num_threads(), platform, []);
        }
        catch (Exception missing)
        {
            return new EnvironmentReport(version, false, 0, 0, platform, [Advice(version, missing)]);
        }
    }

    /// <summary>The report as a few lines of text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"TorchSharp {TorchSharpVersion} on {Platform}");
        text.AppendLine(!IsUsable ? "torch is not usable" : $"device {(CudaDevices > 0 ? $"CUDA ({CudaDevices})" : "CPU")}, {Threads} thread(s)");
        foreach (var problem in Problems) text.AppendLine(problem);
        return text.ToString().TrimEnd();
    }

    /// <summary>The torch device of a recipe, with a readable error where torch itself is missing.</summary>
    internal static torch.Device Resolve(Device device)
    {
        if (Take() is { IsUsable: false } report) throw new InvalidOperationException(report.Problems[0]);
        return device.Resolve();
    }

    private static string Advice(string version, Exception missing)
    {
        while (missing is TypeInitializationException { InnerException: { } inner }) missing = inner;
        var gpu = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";
        return $"The native libtorch is missing or does not fit TorchSharp {version}: add the package TorchSharp-cpu {version} to the application "
            + $"(or {gpu} {version} for an NVIDIA GPU, never both). What the loader said: {missing.Message}";
    }
}
