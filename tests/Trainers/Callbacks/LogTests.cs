using System.Buffers.Binary;
using System.Text;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Callbacks;

public sealed class LogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-log").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_csv_has_a_line_for_each_epoch_and_a_resumed_run_goes_on_with_it()
    {
        var file = Path.Combine(_folder, "log.csv");
        var checkpoints = Path.Combine(_folder, "checkpoints");
        using (Train(3, null, Callback.CsvLog(file), Callback.Checkpoint(checkpoints))) { }
        var three = File.ReadAllLines(file);
        Assert.Equal("epoch,steps,learning_rate,seconds,samples_per_second,loss,val_loss,val_mae", three[0]);
        Assert.Equal(4, three.Length);
        File.AppendAllText(file, "4,16,0.1,1,1,0,0,0\n"); // an epoch that was logged after the checkpoint
        using (Train(5, checkpoints, Callback.CsvLog(file))) { }
        var five = File.ReadAllLines(file);
        Assert.Equal(three, five[..4]);
        Assert.Equal(["1", "2", "3", "4", "5"], five.Skip(1).Select(line => line.Split(',')[0]));
        using (Train(2, null, Callback.CsvLog(file))) { }
        Assert.Equal(3, File.ReadAllLines(file).Length);
    }

    [Fact]
    public void An_event_file_holds_what_TensorBoard_expects()
    {
        using var trained = Train(2, null, Callback.TensorBoard(_folder));
        var bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder, "events.out.tfevents.*")));
        var records = new List<byte[]>();
        for (var at = 0; at < bytes.Length; at += 16 + records[^1].Length)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(Masked(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            records.Add(bytes.AsSpan(at + 12, length).ToArray());
            Assert.Equal(Masked(records[^1]), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
        }
        Assert.Equal(3, records.Count);
        Assert.Equal(9, records[0][0]); // wall time, a double
        Assert.Equal("brain.Event:2", Encoding.ASCII.GetString(records[0].AsSpan(11)));
        Assert.Equal(4, records[1][10]); // the step
        Assert.Contains("val_loss", Encoding.ASCII.GetString(records[2]));
        var loss = trained.History.Epochs[0].Loss;
        var tag = records[1].AsSpan().IndexOf("\u0004loss\u0015"u8);
        Assert.Equal((float)loss, BinaryPrimitives.ReadSingleLittleEndian(records[1].AsSpan(tag + 6)));
    }

    [Fact]
    public void Progress_is_a_bar_in_a_terminal_and_lines_elsewhere()
    {
        using var lines = new StringWriter();
        using var bar = new StringWriter();
        using var trained = Train(2, null, Callback.ProgressBar(lines), Callback.ProgressBar(bar, isTerminal: true));
        Assert.Equal(2, lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("epoch 1/2: loss", lines.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("\r", bar.ToString(), StringComparison.Ordinal);
    }

    // The checksum bit by bit, against the product's table; its published check value is 0xE3069283 for "123456789".
    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = Crc(bytes);
        return unchecked((crc >> 15 | crc << 17) + 0xA282EAD8);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x82F63B78;
        }
        return ~crc;
    }

    [Fact]
    public void The_checksum_has_its_published_check_value() => Assert.Equal(0xE3069283, Crc("123456789"u8));

    private static TrainedNetwork Train(int epochs, string? from, params Callback[] callbacks)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var x = zeros(80, 3).normal_(0, 1, generator);
        using var data = new TensorDataset(x, x.select(1, 0).clone());
        var options = new TrainingOptions { Epochs = epochs, BatchSize = 16, Seed = 1, Device = MLNetGradExt.Device.Cpu, ValidationFraction = 0.2, ResumeFrom = from, Callbacks = [.. callbacks] };
        return Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options));
    }
}
