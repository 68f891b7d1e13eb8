using System.Buffers.Binary;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using MLNetGradExt.Diagnostics;
using MLNetGradExt.Testing;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Robustness;

public class FullDiskTests
{
    [SkippableFact]
    public void Files_are_as_they_were_and_the_error_names_them()
    {
        var lines = FullDisk.Run(typeof(Child));
        foreach (var what in new[] { "checkpoint", "weights", "report", "chart", "csv", "tensorboard" })
            Assert.Contains(lines, line => line.StartsWith($"{what}: intact, named: ", StringComparison.Ordinal));
    }

    /// <summary>The child's part.</summary>
    public static int Run()
    {
        using var scope = NewDisposeScope();
        var folder = Directory.CreateTempSubdirectory("mlnetgradext-full").FullName;
        FullDisk.Replaced("checkpoint", folder, path => Save(path, 10), path => Save(path, FullDisk.TooMuch));
        FullDisk.Replaced("weights", folder, path => Safetensors.Save(path, Tensors(10)), path => Safetensors.Save(path, Tensors(FullDisk.TooMuch)));
        FullDisk.Replaced("report", folder, path => new ReportPage("old").SaveHtml(path), path => new ReportPage(new string('x', FullDisk.TooMuch)).SaveHtml(path));
        FullDisk.Replaced("chart", folder, path => new Chart("old").SaveSvg(path), path => new Chart(new string('x', FullDisk.TooMuch)).SaveSvg(path));

        var csv = Path.Combine(folder, "log.csv");
        var message = FullDisk.Message(() => Train(Callback.CsvLog(csv)));
        var text = File.ReadAllText(csv);
        var whole = text.EndsWith('\n') && text.TrimEnd().Split('\n').All(line => line.Split(',').Length == 6) && text.Length > 10_000;
        Console.WriteLine($"csv: {(whole ? "intact" : "torn")}, {(message.Contains(csv, StringComparison.Ordinal) ? "named" : "not named")}: {message}");

        message = FullDisk.Message(() => Train(Callback.TensorBoard(folder)));
        var events = Directory.GetFiles(folder, "events*").Single();
        var bytes = File.ReadAllBytes(events);
        long at = 0;
        while (at + 16 <= bytes.Length) at += 16 + BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan((int)at));
        Console.WriteLine($"tensorboard: {(at == bytes.Length && at > 10_000 ? "intact" : "torn")}, {(message.Contains(events, StringComparison.Ordinal) ? "named" : "not named")}: {message}");
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static Dictionary<string, Tensor> Tensors(int count) => new() { ["values"] = zeros(count) };

    private static void Save(string path, int count)
    {
        using var state = new StateDictionary();
        state.Write("values", zeros(count));
        CheckpointFile.Save(path, state);
    }

    private static void Train(Callback callback)
    {
        using var data = new TensorDataset(zeros(4, 2), zeros(4));
        var options = new TrainingOptions { Epochs = 2000, BatchSize = 4, Seed = 1, Device = MLNetGradExt.Device.Cpu, Optimizer = Optimizer.Sgd(0.1), Callbacks = [callback] };
        Trainer.Gradient.Train(new TrainingJob(Network.Linear(), data, null, Loss.MeanSquaredError, 1, options)).Dispose();
    }
}
