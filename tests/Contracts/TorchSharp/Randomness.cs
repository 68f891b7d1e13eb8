using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Generators repeat themselves, and leave the global one alone.</summary>
public class Randomness
{
    public static TheoryData<string> Draws => ["rand", "randn", "randint", "randperm", "uniform", "normal", "bernoulli", "multinomial", "exponential", "random"];

    [Theory]
    [MemberData(nameof(Draws))]
    public void TheSameSeedGivesTheSameNumbers(string draw)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var first = Draw(draw, generator);
        var later = Draw(draw, generator);
        generator.manual_seed(7);
        Assert.True(first.Equals(Draw(draw, generator)));
        Assert.False(first.Equals(later));
        using var twin = new Generator(7);
        Assert.True(first.Equals(Draw(draw, twin)));
    }

    [Fact]
    public void AnOwnedGeneratorLeavesTheGlobalOneAlone()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var expected = rand(5);
        manual_seed(1);
        using var generator = new Generator(3);
        rand(5, generator: generator);
        Assert.True(expected.Equals(rand(5)));
    }

    [Fact]
    public void AStateCanBeTakenAndGivenBack()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        rand(3, generator: generator);
        var state = generator.get_state();
        var first = rand(3, generator: generator);
        generator.set_state(state);
        Assert.True(first.Equals(rand(3, generator: generator)));
        Assert.Equal(5, generator.initial_seed());
    }

    [Fact]
    public void TheGlobalStateCanBeTakenAndGivenBack()
    {
        using var scope = NewDisposeScope();
        var state = random.get_rng_state();
        var first = rand(3);
        random.set_rng_state(state);
        Assert.True(first.Equals(rand(3)));
    }

    [Fact]
    public void DrawsHaveTheirMoments()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        var normal = randn(100_000, generator: generator);
        Assert.Equal(0, normal.mean().item<float>(), 0.02);
        Assert.Equal(1, normal.std().item<float>(), 0.02);
        var coin = empty(100_000).bernoulli_(0.3, generator);
        Assert.Equal(0.3, coin.mean().item<float>(), 0.01);
        var order = randperm(1000, generator: generator);
        Assert.True(order.sort().Values.Equals(arange(1000)));
    }

    private static Tensor Draw(string draw, Generator generator) => draw switch
    {
        "rand" => rand(20, generator: generator),
        "randn" => randn([4, 5], generator: generator),
        "randint" => randint(0, 1000, new long[] { 20 }, generator: generator),
        "randperm" => randperm(50, generator: generator),
        "uniform" => empty(20).uniform_(-1, 1, generator),
        "normal" => empty(20).normal_(1, 2, generator),
        "bernoulli" => empty(64).bernoulli_(0.5, generator),
        "multinomial" => ones(30).multinomial(10, generator: generator),
        "exponential" => empty(20).exponential_(2, generator),
        _ => empty(20).random_(0, 1000, generator),
    };
}
