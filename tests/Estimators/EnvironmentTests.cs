using Microsoft.ML;

namespace MLNetGradExt.Tests;

public class EnvironmentTests
{
    [Fact]
    public void The_report_names_torch_device_and_threads()
    {
        var report = new MLContext().GradExt().CheckEnvironment();
        Assert.True(report.IsUsable, report.ToString());
        Assert.True(report.Threads > 0);
        Assert.Contains("TorchSharp", report.ToString());
        Assert.Contains("thread", report.ToString());
    }
}
