using MLNetGradExt.Initialization;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Initialization;

public class InitializerTests
{
    private const int FanIn = 400, FanOut = 250;

    public static TheoryData<string, double> Variances => new()
    {
        { "HeNormal", 2.0 / FanIn }, { "HeNormal truncated", 2.0 / FanIn }, { "HeNormal out", 2.0 / FanOut }, { "HeUniform", 2.0 / FanIn },
        { "GlorotNormal", 2.0 / (FanIn + FanOut) }, { "GlorotUniform", 2.0 / (FanIn + FanOut) }, { "GlorotUniform gain 2", 8.0 / (FanIn + FanOut) },
        { "LecunNormal", 1.0 / FanIn }, { "TorchDefault", 1.0 / (3 * FanIn) }, { "RandomNormal", 0.0025 }, { "RandomUniform", 0.0025 / 3 },
    };

    [Theory]
    [MemberData(nameof(Variances))]
    public void Mean_and_variance_are_the_papers(string name, double variance)
    {
        using var scope = NewDisposeScope();
        var w = Fill(Of(name));
        Assert.InRange(w.mean().item<float>() / Math.Sqrt(variance / w.numel()), -4, 4);
        Assert.InRange(w.var().item<float>() / variance, 0.97, 1.03);
        var largest = w.abs().max().item<float>() / Math.Sqrt(variance);
        if (name.Contains("Uniform") || name == "TorchDefault") Assert.InRange(largest, 1.70, Math.Sqrt(3) + 1e-5);
        if (name.Contains("truncated")) Assert.InRange(largest, 2.2, 2 / 0.8796 + 1e-4);
    }

    [Fact]
    public void Orthogonal_rows_are_orthonormal()
    {
        using var scope = NewDisposeScope();
        var w = Fill(Initializer.Orthogonal(2));
        var product = w.mm(w.t());
        Assert.InRange(product.sub(eye(FanOut).mul(4)).abs().max().item<float>(), 0, 1e-3);
    }

    [Fact]
    public void Auto_follows_the_activation()
    {
        Assert.Equal(Fill(Initializer.HeNormal(), Activation.Relu).Values(), Fill(Initializer.Auto, Activation.Relu).Values());
        Assert.Equal(Fill(Initializer.LecunNormal(), Activation.Selu).Values(), Fill(Initializer.Auto, Activation.Selu).Values());
        Assert.Equal(Fill(Initializer.GlorotUniform(), Activation.Tanh).Values(), Fill(Initializer.Auto, Activation.Tanh).Values());
        Assert.Equal(Fill(Initializer.GlorotUniform(), null).Values(), Fill(Initializer.Auto, null).Values());
    }

    [Fact]
    public void Auto_looks_behind_normalisation_and_dropout()
    {
        using var module = Build(Network.Sequential(Layer.Linear(200), Layer.BatchNorm(), Layer.Dropout(0.5), Layer.Activation(Activation.Relu)));
        Assert.InRange(module.get_parameter("0.weight")!.var().item<float>() * 300 / 2, 0.9, 1.1);
    }

    [Fact]
    public void A_heads_bias_is_zero_and_hidden_biases_are_small()
    {
        using var module = Build(Network.Mlp(50));
        Assert.All(module.get_parameter("2.bias")!.Values(), b => Assert.Equal(0f, b));
        Assert.InRange(module.get_parameter("0.bias")!.abs().max().item<float>(), 0.001f, 1f / MathF.Sqrt(300));
        using var zero = Build(Network.Mlp(50).WithInitializer(Initializer.HeNormal()));
        Assert.All(zero.get_parameter("0.bias")!.Values(), b => Assert.Equal(0f, b));
    }

    private static nn.Module<Tensor, Tensor> Build(Network network)
    {
        using var generator = new Generator(1, CPU);
        return network.Build(new NetworkContext([300], 3, generator, CPU));
    }

    private static Tensor Fill(Initializer initializer, Activation? following = null)
    {
        using var _ = no_grad();
        using var generator = new Generator(11, CPU);
        var weight = zeros(FanOut, FanIn);
        initializer.Fill(weight, new InitializerContext(FanIn, FanOut, following, generator));
        return weight;
    }

    private static Initializer Of(string name) => name switch
    {
        "HeNormal" => Initializer.HeNormal(),
        "HeNormal truncated" => Initializer.HeNormal(truncated: true),
        "HeNormal out" => Initializer.HeNormal(fanOut: true),
        "HeUniform" => Initializer.HeUniform(),
        "GlorotNormal" => Initializer.GlorotNormal(),
        "GlorotUniform" => Initializer.GlorotUniform(),
        "GlorotUniform gain 2" => Initializer.GlorotUniform(2),
        "LecunNormal" => Initializer.LecunNormal(),
        "TorchDefault" => Initializer.TorchDefault,
        "RandomNormal" => Initializer.RandomNormal(),
        _ => Initializer.RandomUniform(),
    };
}
