using System.Globalization;
using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests;

/// <summary>This assembly as a program, for tests that need a process that may die.</summary>
internal static class Child
{
    public static int Main(string[] arguments)
    {
        if (arguments is ["fuzz", var what, .. var numbers]) return Robustness.Fuzz.Run(what, numbers);
        if (arguments is ["full"]) return Robustness.FullDiskTests.Run();
        if (arguments is not ["train", var folder, var result, var width, var epochs]) return Robustness.WrongShapes.Run(arguments);
        Console.WriteLine("training");
        Train(folder, result, int.Parse(width, CultureInfo.InvariantCulture), int.Parse(epochs, CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Trains, resuming from the folder and writing a checkpoint after every step, and writes the final weights.</summary>
    public static void Train(string? folder, string result, int width, int epochs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var x = zeros(120, 6).normal_(0, 1, generator);
        using var data = new TensorDataset(x, x.select(1, 0).sin());
        var options = new TrainingOptions
        {
            Epochs = epochs, BatchSize = 16, Seed = 9, Device = MLNetGradExt.Device.Cpu, ValidationFraction = 0.2, ResumeFrom = folder,
            Gradients = [Gradient.Repair(), Gradient.Noise(0.01)],
            Callbacks = [Callback.KeepBest(), .. folder is null ? Array.Empty<Callback>() : [Callback.Checkpoint(folder, every: TimeSpan.Zero, keep: 2)]],
        };
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(width, width).WithDropout(0.2).WithNormalization(Normalization.Batch), data, null, Loss.MeanSquaredError, 1, options));
        Safetensors.Save(result, trained.State());
    }
}
