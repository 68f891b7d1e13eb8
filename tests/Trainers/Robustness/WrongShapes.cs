using MLNetGradExt.Data;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Robustness;

/// <summary>
/// Wrong shapes and types for every public entry that takes tensors. TorchSharp does not guard all of its native functions:
/// an error that reaches one of those ends the process, so these run as a program of their own.
/// </summary>
internal static class WrongShapes
{
    private static readonly Dictionary<string, Action> _mistakes = new()
    {
        ["labels of another count"] = () => _ = new TensorDataset(zeros(5, 3), zeros(4)),
        ["weights of another count"] = () => _ = new TensorDataset(zeros(5, 3), zeros(5), zeros(6)),
        ["labels with a second dimension"] = () => Train(new TensorDataset(zeros(5, 3), zeros(5, 1))),
        ["features of one dimension"] = () => Train(new TensorDataset(zeros(5), zeros(5))),
        ["no rows"] = () => Train(new TensorDataset(zeros(0, 3), zeros(0))),
        ["class labels for a regression"] = () => Train(new TensorDataset(zeros(5, 3), zeros(5, ScalarType.Int64))),
        ["numbers for classes"] = () => Train(new TensorDataset(zeros(5, 3), zeros(5)), Loss.CrossEntropy(), 3),
        ["a class beyond the last"] = () => Train(new TensorDataset(zeros(5, 3), ones(5, ScalarType.Int64) * 7), Loss.CrossEntropy(), 3),
        ["a negative class"] = () => Train(new TensorDataset(zeros(5, 3), ones(5, ScalarType.Int64) * -1), Loss.CrossEntropy(), 3),
        ["two outputs for a regression"] = () => Train(Rows(), outputs: 2),
        ["a validation set of another width"] = () => Train(Rows(), validation: new TensorDataset(zeros(5, 4), zeros(5))),
        ["a module of another input"] = () => Train(Rows(), network: Network.FromModule("narrow", _ => nn.Linear(2, 1))),
        ["a module of another output"] = () => Train(Rows(), network: Network.FromModule("wide", _ => nn.Linear(3, 4))),
        ["a module that drops rows"] = () => Train(Rows(), network: Network.FromModule("flat", _ => nn.Sequential(nn.Linear(3, 1), nn.Flatten(0)))),
        ["a convolution over a row"] = () => Train(Rows(), network: Network.Sequential(Layer.Conv2d(4, 3))),
        ["a kernel larger than the image"] = () => Train(Rows(), network: Network.Sequential(Layer.Reshape(1, 1, 3), Layer.Conv2d(4, 3))),
        ["a pool larger than the image"] = () => Train(Rows(), network: Network.Sequential(Layer.Reshape(1, 1, 3), Layer.MaxPool2d(2))),
        ["a reshape to another size"] = () => Train(Rows(), network: Network.Sequential(Layer.Reshape(2, 2))),
        ["groups that do not divide the channels"] = () => Train(Rows(), network: Network.Sequential(Layer.Reshape(3, 1, 1), Layer.GroupNorm(2))),
        ["a residual branch of another width"] = () => Train(Rows(), network: Network.Sequential(Layer.Residual(Layer.Linear(5), Layer.Reshape(5, 1)))),
        ["a word beyond the vocabulary"] = () => Train(new TensorDataset(ones(5, 3) * 9, zeros(5)), network: Network.Sequential(Layer.Embedding(4, 2), Layer.Flatten())),
        ["features to predict of another width"] = () => Fresh().Predict(zeros(5, 4)),
        ["one row without a batch"] = () => Fresh().Predict(zeros(3)),
        ["a state of another width"] = () => TrainedNetwork.Restore(Network.Mlp(4), [3], 1, new Dictionary<string, Tensor>(Fresh().State()) { ["0.weight"] = zeros(9, 9) }),
        ["regression labels of another count"] = () => Loss.MeanSquaredError.Compute(zeros(5, 1), zeros(4), null),
        ["binary labels of another count"] = () => Loss.BinaryCrossEntropy().Compute(zeros(5, 1), zeros(4), null),
        ["class labels of another count"] = () => Loss.CrossEntropy().Compute(zeros(5, 3), zeros(4, ScalarType.Int64), null),
        ["row weights of another count"] = () => Loss.MeanSquaredError.Compute(zeros(5, 1), zeros(5), zeros(4)),
        ["row weights for classes of another count"] = () => Loss.CrossEntropy().Compute(zeros(5, 3), zeros(5, ScalarType.Int64), zeros(4)),
        ["class weights of another count"] = () => Loss.CrossEntropy(classWeights: [1, 2]).Compute(zeros(5, 3), zeros(5, ScalarType.Int64), null),
    };

    public static IEnumerable<string> Names => _mistakes.Keys;

    /// <summary>Makes one mistake, or all, and tells of each what came of it.</summary>
    public static int Run(string[] arguments)
    {
        foreach (var (name, act) in _mistakes.Where(mistake => arguments is [] || arguments.Contains(mistake.Key)))
        {
            using var scope = NewDisposeScope();
            Console.WriteLine($"? {name}");
            try
            {
                act();
                Console.WriteLine($"= {name}: nothing");
            }
            catch (Exception error)
            {
                Console.WriteLine($"= {name}: {error.GetType().Name}: {error.Message.Split('\n')[0]}");
            }
        }
        Console.WriteLine("end");
        return 0;
    }

    private static TensorDataset Rows() => new(zeros(5, 3), zeros(5));

    private static void Train(TensorDataset data, Loss? loss = null, int outputs = 1, Network? network = null, TensorDataset? validation = null)
    {
        var options = new TrainingOptions { Epochs = 1, BatchSize = 2, ValidationFraction = 0, Device = Device.Cpu, Seed = 1 };
        Trainer.Gradient.Train(new TrainingJob(network ?? Network.Mlp(4), data, validation, loss ?? Loss.MeanSquaredError, outputs, options), CancellationToken.None).Dispose();
    }

    private static TrainedNetwork Fresh()
    {
        using var generator = new Generator(1, CPU);
        return new TrainedNetwork(Network.Mlp(4), [3], 1, Network.Mlp(4).Build(new NetworkContext([3], 1, generator, CPU)), CPU);
    }
}
