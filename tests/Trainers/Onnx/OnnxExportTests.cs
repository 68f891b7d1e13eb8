using System.Runtime.InteropServices;
using MLNetGradExt.Testing;
using MLNetGradExt.Trainers.Tests.Portable;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Onnx;

public sealed class OnnxExportTests : IDisposable
{
    private const int Count = 7;
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-onnx").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Onnx_runtime_scores_random_networks_as_torch_does()
    {
        var random = new RandomNetworks(5);
        var networks = Enumerable.Range(0, 60).Select(_ => random.Next()).ToList();
        // One of each activation, and one with all heads' options.
        networks.AddRange(Enum.GetValues<Activation>().Select(a => (Network.Sequential(Layer.Activation(a)), new ValueList<long>([6L]), 3, false)));
        var jobs = new List<OnnxJob>();
        var expected = new List<float[]>();
        for (var i = 0; i < networks.Count; i++)
        {
            var (recipe, input, outputs, indices) = networks[i];
            using var scope = NewDisposeScope();
            using var generator = new Generator((ulong)i, CPU);
            using var network = RandomNetworks.Trained(recipe, input, outputs, indices, i);
            var x = RandomNetworks.Rows(Count, input, indices, generator);
            expected.Add(Numbers(network.Predict(x)));
            jobs.Add(new OnnxJob(Save(network, i), "Features", [Count, .. input], Numbers(x), ["Score"]));
        }
        var results = OnnxRuntime.Run(jobs);
        for (var i = 0; i < jobs.Count; i++)
        {
            Assert.True(results[i].Error is null, $"{networks[i].Recipe} over {networks[i].Input}: {results[i].Error}");
            Near(expected[i], results[i].Outputs![0], $"{networks[i].Recipe} over {networks[i].Input}");
        }
    }

    [SkippableFact]
    public void Outputs_take_their_names_scale_and_probabilities()
    {
        using var scope = NewDisposeScope();
        using var network = RandomNetworks.Trained(Network.Mlp(8), [3], 4, false, 1);
        var x = randn(2, 3);
        var logits = network.Predict(x);
        var all = new OnnxOptions { InputName = "x", ScoreName = "y", ProbabilityName = "p", Scale = 3, Shift = -2 };
        var results = OnnxRuntime.Run(
        [
            new OnnxJob(Save(network, 0, all), "x", [2, 3], Numbers(x), ["y", "p"]),
            new OnnxJob(Save(network, 1, new OnnxOptions { Softmax = true }), "Features", [2, 3], Numbers(x), ["Score"]),
        ]);
        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(["y", "p"], results[0].Names!);
        var scaled = logits.mul(3).sub(2);
        Near(Numbers(scaled), results[0].Outputs![0], "scaled");
        Near(Numbers(scaled.sigmoid()), results[0].Outputs![1], "sigmoid");
        Near(Numbers(nn.functional.softmax(logits, 1)), results[1].Outputs![0], "softmax");
    }

    [Fact]
    public void What_can_not_be_exported_is_named()
    {
        using var module = RandomNetworks.Trained(Network.FromModule("mine", c => nn.Linear(c.InputShape[0], c.OutputSize)), [4], 1, false, 1);
        Assert.Contains("mine", Assert.Throws<NotSupportedException>(() => OnnxExport.Write(module, new MemoryStream())).Message);
        using var own = RandomNetworks.Trained(Network.Sequential(Layer.Residual(new OwnLayer())), [4], 1, false, 1);
        Assert.Contains("0.body.0 (OwnLayer", Assert.Throws<NotSupportedException>(() => OnnxExport.Write(own, new MemoryStream())).Message);
    }

    private sealed record OwnLayer : Layer
    {
        public override ValueList<long> OutputShape(ValueList<long> input, string path) => input;

        protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => nn.Identity();
    }

    private string Save(TrainedNetwork network, int number, OnnxOptions? options = null)
    {
        var path = Path.Combine(_folder, $"{number}.onnx");
        using var file = File.Create(path);
        OnnxExport.Write(network, file, options);
        return path;
    }

    private static void Near(float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-5f * Math.Max(1, Math.Abs(expected[i])), $"{what} gives {actual[i]:R} instead of {expected[i]:R}");
    }

    private static float[] Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.detach().contiguous().bytes).ToArray();
}
