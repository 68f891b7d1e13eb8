using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class ContextTests
{
    [Fact]
    public void A_channel_reaches_the_log()
    {
        var ml = new MLContext(seed: 1);
        var heard = new List<LoggingEventArgs>();
        ml.Log += (_, message) => heard.Add(message);
        using (var channel = ((IHostEnvironment)ml).Register("Worker").Start("Training"))
        {
            channel.Info(MessageSensitivity.None, "{0} rows", 5);
            channel.Warning(MessageSensitivity.None, "careful");
            channel.Error(MessageSensitivity.None, "broken");
        }
        var info = Assert.Single(heard, message => message.Kind == ChannelMessageKind.Info);
        Assert.Equal("5 rows", info.RawMessage);
        Assert.Equal("Worker; Training", info.Source);
        Assert.Equal("[Source=Worker; Training, Kind=Info] 5 rows", info.Message);
        Assert.Single(heard, message => message.Kind == ChannelMessageKind.Warning && message.RawMessage == "careful");
        Assert.Single(heard, message => message.Kind == ChannelMessageKind.Error);
    }

    [Fact]
    public void A_seed_gives_every_host_the_same_numbers()
    {
        static int[] Numbers(int seed)
        {
            var environment = (IHostEnvironment)new MLContext(seed);
            var first = environment.Register("A").Rand;
            var second = environment.Register("B").Rand;
            return [first.Next(), first.Next(), second.Next()];
        }

        Assert.Equal(Numbers(3), Numbers(3));
        Assert.NotEqual(Numbers(3), Numbers(4));
        var host = ((IHostEnvironment)new MLContext()).Register("A", seed: 9);
        Assert.Equal(((IHostEnvironment)new MLContext(5)).Register("B", seed: 9).Rand.Next(), host.Rand.Next());
    }

    [Fact]
    public void Settings_are_kept()
    {
        var ml = new MLContext { GpuDeviceId = 2, FallbackToCpu = true, TempFilePath = "/tmp/elsewhere" };
        Assert.Equal(2, ml.GpuDeviceId);
        Assert.True(ml.FallbackToCpu);
        Assert.Equal("/tmp/elsewhere", ml.TempFilePath);
        ml.SetOption("Workers", 3);
        Assert.True(ml.TryGetOption("Workers", out int workers));
        Assert.Equal(3, workers);
        Assert.True(ml.RemoveOption("Workers"));
        Assert.False(ml.TryGetOption("Workers", out workers));
    }

    [Fact]
    public void Progress_can_be_reported()
    {
        using var progress = ((IHostEnvironment)new MLContext()).StartProgressChannel("Training");
        progress.SetHeader(new ProgressHeader(["loss"], ["epochs"]), entry => entry.SetMetric(0, 0.5));
        progress.Checkpoint(0.5, 1);
    }
}
