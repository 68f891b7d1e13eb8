using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Tests.Checkpoints;

public class RecipeJsonTests
{
    public static TheoryData<Network> Networks => new(
        Network.Linear(),
        Network.Mlp(64, 32).WithDropout(0.25).WithActivation(Activation.Gelu).WithNormalization(Normalization.Layer),
        Network.Mlp(8, 8).WithResidual().WithInitializer(Initializer.HeNormal()),
        Network.ResidualMlp(16, 2),
        Network.Sequential(Layer.Linear(8), Layer.BatchNorm(), Layer.Activation(Activation.Tanh), Layer.Residual(Layer.Linear(8), Layer.Dropout(0.1))));

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_comes_back_equal(Network network) => Assert.Equal(network, RecipeJson.Read<Network>(RecipeJson.Write(network)));

    [Fact]
    public void Losses_and_schedules_come_back_equal()
    {
        foreach (var loss in new[] { Loss.Huber(0.5), Loss.CrossEntropy(0.1, [1, 2, 3]), Loss.CrossEntropy() })
            Assert.Equal(loss, RecipeJson.Read<Loss>(RecipeJson.Write(loss)));
        var schedule = Schedule.OneCycle(1e-3);
        Assert.Equal(schedule, RecipeJson.Read<Schedule>(RecipeJson.Write(schedule)));
    }

    [Fact]
    public void The_text_can_be_read() => Assert.Contains("\"kind\":\"Mlp\",\"Hidden\":[64,32]", RecipeJson.Write(Network.Mlp(64, 32)));

    [Fact]
    public void Code_can_not_be_written()
    {
        var error = Assert.Throws<NotSupportedException>(() => RecipeJson.Write(Network.FromModule("mine", _ => throw new InvalidOperationException())));
        Assert.Contains("code", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"kind\":\"Mlp\"}")]
    [InlineData("{\"kind\":\"Mlp\",\"Hidden\":\"x\"}")]
    [InlineData("{\"kind\":\"Nothing\"}")]
    [InlineData("{\"kind\":\"LinearLayer\",\"Units\":1}")]
    [InlineData("{\"kind\":\"System.Diagnostics.Process, System.Diagnostics.Process\"}")]
    public void Anything_else_is_refused(string json) => Assert.Throws<InvalidDataException>(() => RecipeJson.Read<Network>(json));
}
