using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Portable;

public class PortableNetworkTests
{
    [Fact]
    public void Random_networks_score_as_with_torch()
    {
        var random = new RandomNetworks(11);
        for (var seed = 0; seed < 200; seed++)
        {
            var (recipe, input, outputs, indices) = random.Next();
            Compare(recipe, input, outputs, indices, seed);
        }
    }

    [Fact]
    public void Images_larger_than_the_buffer_are_convolved_in_pieces()
    {
        // 16 × 25 numbers for each of 53 × 61 positions: several pieces of 32,768 numbers, the last one shorter.
        Compare(Network.Sequential(Layer.Conv2d(16, 3, 2, 1), Layer.Activation(Activation.Relu), Layer.Conv2d(7, 5, 1, 2), Layer.MaxPool2d(3, 2, 1), Layer.GlobalAveragePool()), [3, 105, 121], 2, false, 1);
    }

    [Fact]
    public void Pooling_finds_a_missing_number_as_torch_does()
    {
        using var scope = NewDisposeScope();
        using var network = RandomNetworks.Trained(Network.Sequential(Layer.MaxPool2d(2)), [1, 4, 8], 3, false, 1);
        var x = randn(2, 1, 4, 8);
        x[1, 0, 2, 5] = float.NaN;
        var expected = Numbers(network.Predict(x));
        var actual = new float[6];
        PortableNetwork.Of(network).Predict(Numbers(x), actual);
        Assert.Equal(expected.Select(float.IsNaN), actual.Select(float.IsNaN));
    }

    public static TheoryData<Activation> Activations => new(Enum.GetValues<Activation>());

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activations_are_torchs_far_from_zero_too(Activation activation)
    {
        using var scope = NewDisposeScope();
        using var network = RandomNetworks.Trained(Network.Sequential(Layer.Activation(activation)), [9], 9, false, 1);
        using (no_grad())
        {
            network.State()["1.weight"].copy_(eye(9));
            network.State()["1.bias"].fill_(0);
        }
        float[] x = [-100, -20, -3, -0.5f, 0, 0.5f, 3, 20, 100], actual = new float[9];
        var expected = Numbers(network.Predict(tensor(x).view(1, 9)));
        PortableNetwork.Of(network).Predict(x, actual);
        for (var i = 0; i < 9; i++) Assert.Equal(expected[i], actual[i], 1e-5f * Math.Max(1, Math.Abs(expected[i])));
    }

    [Fact]
    public void Many_threads_score_alike_and_without_allocation()
    {
        using var network = RandomNetworks.Trained(Network.ResidualMlp(16, 2), [5], 3, false, 3);
        var portable = PortableNetwork.Of(network);
        var rows = new float[5 * 200];
        var random = new Random(1);
        for (var i = 0; i < rows.Length; i++) rows[i] = random.NextSingle();
        var expected = new float[600];
        portable.Predict(rows, expected);
        Parallel.For(0, 16, _ =>
        {
            var outputs = new float[600];
            for (var i = 0; i < 20; i++) portable.Predict(rows, outputs);
            Assert.Equal(expected, outputs);
        });
        var one = new float[3];
        for (var i = 0; i < 100; i++) portable.Predict(rows.AsSpan(0, 5), one);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) portable.Predict(rows.AsSpan(0, 5), one);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(expected[..3], one);
    }

    [Fact]
    public void What_can_not_be_carried_is_named()
    {
        using var images = RandomNetworks.Trained(Network.Sequential(Layer.Reshape(1, 3, 3), Layer.Residual(Layer.Activation(Activation.Relu), new Mine())), [9], 2, false, 1);
        var own = Assert.Throws<NotSupportedException>(() => PortableNetwork.Of(images));
        Assert.Contains("1.body.1 (Mine, [1, 3, 3] to [1, 3, 3])", own.Message);
        using var module = RandomNetworks.Trained(Network.FromModule("mine", c => nn.Linear(c.InputShape[0], c.OutputSize)), [4], 1, false, 1);
        Assert.Contains("mine", Assert.Throws<NotSupportedException>(() => PortableNetwork.Of(module)).Message);
    }

    [Fact]
    public void Wrong_sizes_and_indices_are_refused()
    {
        using var network = RandomNetworks.Trained(Network.Sequential(Layer.Embedding(10, 2)), [3], 2, true, 1);
        var portable = PortableNetwork.Of(network);
        Assert.Contains("rows of 3", Assert.Throws<ArgumentException>(() => portable.Predict(new float[4], new float[2])).Message);
        Assert.Contains("room", Assert.Throws<ArgumentException>(() => portable.Predict(new float[3], new float[1])).Message);
        Assert.Contains("0 to 9", Assert.Throws<ArgumentOutOfRangeException>(() => portable.Predict([1, 10, 2], new float[2])).Message);
        Assert.Contains("2.weight is missing", Assert.Throws<ArgumentException>(() =>
            new PortableNetwork(Network.Sequential(Layer.Embedding(10, 2), Layer.Flatten()), [3], 2, new NetworkWeights(new Dictionary<string, WeightArray> { ["0.weight"] = portable.Weights.Arrays["0.weight"] }))).Message);
    }

    private sealed record Mine : Layer
    {
        public override ValueList<long> OutputShape(ValueList<long> input, string path) => input;

        protected override nn.Module<Tensor, Tensor> Create(LayerContext context) => nn.Identity();
    }

    private static void Compare(Network recipe, ValueList<long> input, int outputs, bool indices, int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        using var network = RandomNetworks.Trained(recipe, input, outputs, indices, seed);
        var x = RandomNetworks.Rows(5, input, indices, generator);
        var expected = Numbers(network.Predict(x));
        var actual = new float[5 * outputs];
        PortableNetwork.Of(network).Predict(Numbers(x), actual);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5f * Math.Max(1, Math.Abs(expected[i])), $"seed {seed}: {recipe} over {input} gives {actual[i]:R} instead of {expected[i]:R}");
    }

    private static float[] Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.detach().contiguous().bytes).ToArray();
}
