using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Initial values have the spread that PyTorch gives them.</summary>
public class NnInitTests
{
    private static double Spread(Tensor t) => t.detach().std().item<float>();

    [Fact]
    public void Layers_start_within_the_inverse_root_of_their_fan_in()
    {
        manual_seed(1);
        using var linear = Linear(64, 256);
        Assert.InRange(linear.weight.detach().abs().max().item<float>(), 0.12f, 0.125f);
        Assert.InRange(Spread(linear.weight!), 0.125 / Math.Sqrt(3) * 0.97, 0.125 / Math.Sqrt(3) * 1.03);
        Assert.True(linear.bias!.detach().abs().max().item<float>() <= 0.125f);
        using var conv = Conv2d(4, 8, 4);
        Assert.InRange(conv.weight.detach().abs().max().item<float>(), 0.12f, 0.125f);
        using var embedding = Embedding(100, 100);
        Assert.InRange(Spread(embedding.weight!), 0.97, 1.03);
        using var lstm = LSTM(8, 16);
        Assert.All(lstm.parameters(), p => Assert.True(p.detach().abs().max().item<float>() <= 0.25f));
    }

    [Fact]
    public void Kaiming_and_xavier_set_the_variance()
    {
        manual_seed(2);
        using var t = zeros(200, 100);
        init.kaiming_normal_(t, nonlinearity: init.NonlinearityType.ReLU);
        Assert.InRange(Spread(t), Math.Sqrt(2 / 100.0) * 0.97, Math.Sqrt(2 / 100.0) * 1.03);
        init.kaiming_uniform_(t, mode: init.FanInOut.FanOut);
        Assert.InRange(Spread(t), Math.Sqrt(2 / 200.0) * 0.97, Math.Sqrt(2 / 200.0) * 1.03);
        init.xavier_uniform_(t, gain: 2);
        Assert.InRange(Spread(t), 2 * Math.Sqrt(2 / 300.0) * 0.97, 2 * Math.Sqrt(2 / 300.0) * 1.03);
        init.normal_(t, 1, 0.5);
        Assert.InRange(t.mean().item<float>(), 0.98f, 1.02f);
        init.trunc_normal_(t, 0, 1, -1, 1);
        Assert.InRange(t.abs().max().item<float>(), 0.98f, 1f);
        init.constant_(t, 3);
        Assert.Equal(3, t.min().item<float>());
    }

    [Fact]
    public void Orthogonal_matrices_are_orthogonal()
    {
        using var scope = NewDisposeScope();
        var t = zeros(3, 5);
        init.orthogonal_(t, 2);
        Assert.True(matmul(t, t.t()).allclose(eye(3) * 4, atol: 1e-5));
    }

    [Fact]
    public void Fans_count_the_receptive_field()
    {
        using var t = zeros(6, 4, 3, 2);
        Assert.Equal((24, 36), init.CalculateFanInAndFanOut(t));
        using var row = zeros(6);
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(row));
        Assert.Equal(5.0 / 3, init.calculate_gain(init.NonlinearityType.Tanh), 6);
        Assert.Equal(Math.Sqrt(2), init.calculate_gain(init.NonlinearityType.ReLU), 6);
    }

    [Fact]
    public void Gradients_are_clipped_by_their_common_norm()
    {
        using Parameter a = new(zeros(2)), b = new(zeros(1));
        a.grad = tensor(new[] { 3f, 0 });
        b.grad = tensor(new[] { 4f });
        Assert.Equal(5, nn.utils.clip_grad_norm_([a, b], 1), 4);
        Assert.InRange(b.grad!.item<float>(), 0.799f, 0.8f);
        nn.utils.clip_grad_value_([a, b], 0.5);
        Assert.Equal(0.5f, b.grad!.item<float>());
    }

    [Fact]
    public void Parameters_go_into_one_vector_and_back()
    {
        using Parameter a = new(ones(2, 2)), b = new(zeros(1));
        using var vector = nn.utils.parameters_to_vector([a, b]).detach();
        Assert.Equal([1f, 1, 1, 1, 0], vector.data<float>().ToArray());
        using var doubled = vector * 2 + 1;
        nn.utils.vector_to_parameters(doubled, [a, b]);
        Assert.Equal(3, a.detach().min().item<float>());
        Assert.Equal(1, b.item<float>());
    }
}
