using MLNetGradExt.Checkpoints;
using MLNetGradExt.Data;
using MLNetGradExt.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Robustness;

/// <summary>Mutated files for every reader of this assembly. Each gives a value or the documented exception.</summary>
internal static class Fuzz
{
    public static int Run(string what, string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mlnetgradext-fuzz").FullName;
        try
        {
            return FuzzRun.Loop(what, arguments, what switch
            {
                "safetensors" => Weights(Path.Combine(folder, "x.safetensors")),
                "checkpoint" => Checkpoint(Path.Combine(folder, "x.safetensors")),
                "resume" => Resume(folder),
                "recipe" => Recipe(),
                _ => Record(),
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Func<Random, bool> Weights(string path)
    {
        using var stream = new MemoryStream();
        using var network = Fresh(Network.Mlp(6).WithNormalization(Normalization.Batch));
        Safetensors.Write(stream, network.State(), new Dictionary<string, string> { ["made"] = "here" });
        var whole = stream.ToArray();
        return random =>
        {
            using var scope = NewDisposeScope();
            var file = Mutations.Safetensors(whole, random);
            var read = Try(() => Safetensors.Read(file));
            if (read != Try(() => Safetensors.Read(new MemoryStream(file), file.Length))) throw new InvalidOperationException("span and stream differ");
            if (read != Try(() => NetworkWeights.ReadSafetensors(file)) || read != Try(() => NetworkWeights.ReadSafetensors(new MemoryStream(file), file.Length))) throw new InvalidOperationException("with and without torch differ");
            File.WriteAllBytes(path, file);
            using var target = Fresh(Network.Mlp(6).WithNormalization(Normalization.Batch));
            var strict = random.Next(2) == 0;
            return Try(() => target.ImportWeights(path, strict), mayMisfit: true);
        };
    }

    private static Func<Random, bool> Checkpoint(string path)
    {
        using (var state = new StateDictionary())
        {
            using var values = arange(24, ScalarType.Float32).view(4, 6);
            state.Write("a/values", values);
            state.Write("count", 7L);
            state.Write("rate", 0.25);
            state.Scope("inner").Write("name", "text");
            CheckpointFile.Save(path, state);
        }
        var whole = File.ReadAllBytes(path);
        return random =>
        {
            File.WriteAllBytes(path, Mutations.Safetensors(whole, random));
            CheckpointFolder.Seed(path);
            return Try(() => CheckpointFile.Load(path).Dispose());
        };
    }

    /// <summary>States that were forged together with their checksum; a run goes on from them or refuses.</summary>
    private static Func<Random, bool> Resume(string folder)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(8, CPU);
        var x = zeros(40, 3).normal_(0, 1, generator);
        var data = new TensorDataset(x.DetachFromDisposeScope(), x.select(1, 0).clone().DetachFromDisposeScope());
        var path = Path.Combine(folder, "forged.safetensors");
        Callback checkpoint = Callback.Checkpoint(Path.Combine(folder, "checkpoints"), every: TimeSpan.Zero);
        TrainedNetwork Train(string? from, params Callback[] callbacks) => Trainer.Gradient.Train(new TrainingJob(Network.Mlp(4).WithDropout(0.2).WithNormalization(Normalization.Batch), data, null, Loss.MeanSquaredError, 1, new TrainingOptions
        {
            Epochs = 3, BatchSize = 16, Seed = 3, ValidationFraction = 0.2, Device = MLNetGradExt.Device.Cpu, ResumeFrom = from, Optimizer = Optimizer.AdamW(0.01),
            Gradients = [Gradient.Repair(), Gradient.Noise(0.01), Gradient.Accumulate(2), Gradient.Monitor("norms")],
            Callbacks = [.. callbacks, Callback.EarlyStopping(patience: 5), Callback.ReduceOnPlateau(patience: 0), Callback.StopWhenHopeless(patience: 50), Callback.TimeLimit(TimeSpan.FromMinutes(1)), Callback.KeepBest()],
        }));
        Train(null, checkpoint, Callback.From(() => new Stop())).Dispose();
        var good = CheckpointFolder.Find(Path.Combine(folder, "checkpoints"))!;
        string[] keys = [.. good.Values.Keys];
        return random =>
        {
            using var inner = NewDisposeScope();
            using (var forged = new StateDictionary())
            {
                var targets = Enumerable.Range(0, random.Next(1, 3)).Select(_ => keys[random.Next(keys.Length)]).ToHashSet();
                foreach (var (key, value) in good.Values)
                    if (targets.Contains(key)) Forge(forged, key, value, random);
                    else Put(forged, key, value);
                CheckpointFile.Save(path, forged);
            }
            return Try(() => Train(path).Dispose());
        };
    }

    private static void Forge(StateDictionary state, string key, object value, Random random)
    {
        switch (random.Next(6))
        {
            case 0: return; // missing
            case 1: state.Write(key, Mutations.Number(random)); return;
            case 2: state.Write(key, random.Next(5) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => -1.0, 3 => double.MaxValue, _ => random.NextDouble() }); return;
            case 3: state.Write(key, value is string { Length: > 1 } text && text[0] is '{' ? Mutations.Json(text, random) : "text"); return;
            case 4 when value is Tensor tensor:
                state.Write(key, random.Next(4) switch { 0 => tensor.to_type(ScalarType.Float64), 1 => tensor.reshape(-1), 2 => zeros(0), _ => zeros(3, 1, 2) });
                return;
            case 5 when value is Tensor tensor:
                state.Write(key, random.Next(3) switch { 0 => zeros_like(tensor), 1 => tensor.is_floating_point() ? full_like(tensor, double.NaN) : full_like(tensor, 99), _ => tensor.roll(1) });
                return;
            default: Put(state, key, value is long number ? number + random.Next(-3, 4) : value); return;
        }
    }

    private static void Put(StateDictionary state, string key, object value)
    {
        if (value is Tensor tensor) state.Write(key, tensor);
        else if (value is long number) state.Write(key, number);
        else if (value is double real) state.Write(key, real);
        else state.Write(key, (string)value);
    }

    private static Func<Random, bool> Recipe()
    {
        Network[] networks =
        [
            Network.Mlp(6, 4).WithDropout(0.25).WithNormalization(Normalization.Layer), Network.ResidualMlp(8, 2),
            Network.Sequential(Layer.Reshape(1, 2, 2), Layer.Conv2d(3, 2), Layer.GroupNorm(3), Layer.Activation(Activation.Gelu), Layer.GlobalAveragePool()),
            Network.Sequential(Layer.Linear(4), Layer.Residual(Layer.Linear(4), Layer.BatchNorm()), Layer.Dropout(0.1)),
            Network.Sequential(Layer.Embedding(5, 3), Layer.Flatten()),
        ];
        var samples = networks.Select(n => (Json: RecipeJson.Write(n), Trained: Fresh(n, 4))).ToArray();
        return random =>
        {
            var (json, trained) = samples[random.Next(samples.Length)];
            Network? network = null;
            if (!Try(() => network = RecipeJson.Read<Network>(Mutations.Json(json, random)))) return false;
            _ = network!.ToString();
            // Without torch the same recipe scores or is exported, or is refused.
            var weights = NetworkWeights.Of(trained);
            Try(() => _ = new PortableNetwork(network, [4], 1, weights), mayMisfit: true);
            Try(() => OnnxExport.Write(network, [4], 1, weights, Stream.Null), mayMisfit: true);
            return Try(() => TrainedNetwork.Restore(network, [4], 1, trained.State()).Dispose(), mayMisfit: true);
        };
    }

    private static Func<Random, bool> Record()
    {
        using var scope = NewDisposeScope();
        using var data = new TensorDataset(randn(20, 3), randn(20));
        using var trained = Trainer.Gradient.Train(new TrainingJob(Network.Mlp(4), data, null, Loss.MeanSquaredError, 1, new TrainingOptions { Epochs = 4, Seed = 1, Gradients = [Gradient.Repair(), Gradient.Monitor()], ValidationFraction = 0.2, Device = MLNetGradExt.Device.Cpu }));
        var json = trained.History.ToJson();
        return random =>
        {
            History? history = null;
            if (!Try(() => history = History.FromJson(Mutations.Json(json, random)))) return false;
            _ = new TrainingReport(history!).ToPage().ToHtml();
            return true;
        };
    }

    private static TrainedNetwork Fresh(Network recipe, int inputs = 3)
    {
        using var generator = new Generator(1, CPU);
        return new TrainedNetwork(recipe, [inputs], 1, recipe.Build(new NetworkContext([inputs], 1, generator, CPU)), CPU);
    }

    /// <summary>Whether it succeeds; the documented exceptions mean that it does not.</summary>
    private static bool Try(Action load, bool mayMisfit = false)
    {
        try
        {
            load();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        catch (NonFiniteLossException)
        {
            return true; // sound state, forged weights
        }
        catch (Exception problem) when (mayMisfit && problem is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private sealed class Stop : TrainingCallback
    {
        public override void OnBatchEnd(MLNetGradExt.Training.TrainingRun run)
        {
            if (run.Step == 4) run.RequestStop();
        }
    }
}
