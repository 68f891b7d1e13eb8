using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Losses;

public class LossTests
{
    private static readonly ValueList<double> ClassWeights = [0.5, 2.0, 1.0, 0.25];

    public static TheoryData<string> Cases => [.. GoldenCore.Root.GetProperty("losses").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradient_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenCore.Root.GetProperty("losses").GetProperty(name);
        var inputs = GoldenCore.Root.GetProperty("inputs");
        var (loss, labels) = name.Split(' ')[0] switch
        {
            "mse" => (Loss.MeanSquaredError, "labels"),
            "mae" => (Loss.MeanAbsoluteError, "labels"),
            "huber" => (Loss.Huber(0.7), "labels"),
            "bce" => (Loss.BinaryCrossEntropy(name.Contains("positive 3") ? 3 : 1), "binary"),
            _ => (Loss.CrossEntropy(name.Contains("smooth") ? 0.1 : 0, name.Contains("class weights") ? ClassWeights : null), "classes"),
        };
        var columns = labels == "classes" ? 4 : 1;
        var output = tensor(golden.GetProperty("output").Floats()).view(-1, columns).requires_grad_(true);
        var target = labels == "classes" ? tensor(inputs.GetProperty(labels).Longs()) : tensor(inputs.GetProperty(labels).Floats());
        var weights = name.Split(' ').Contains("weighted") ? tensor(inputs.GetProperty("weights").Floats()) : null;

        var value = loss.Compute(output, target, weights);
        value.backward();

        GoldenCore.Near([golden.GetProperty("value").GetSingle()], [value.item<float>()]);
        GoldenCore.Near(golden.GetProperty("gradient").Floats(), output.grad!.Values());
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("[rows, 1]", Assert.Throws<ArgumentException>(() => Loss.MeanSquaredError.Compute(zeros(3, 2), zeros(3), null)).Message);
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => Loss.BinaryCrossEntropy().Compute(zeros(3, 1), zeros(4), null)).Message);
        Assert.Contains("int64", Assert.Throws<ArgumentException>(() => Loss.CrossEntropy().Compute(zeros(3, 2), zeros(3), null)).Message);
    }

    [Fact]
    public void Impossible_numbers_are_reported()
    {
        Assert.Single(Loss.Huber(-1).Problems(1));
        Assert.Equal(2, Loss.BinaryCrossEntropy(0).Problems(3).Count());
        Assert.Equal(3, Loss.CrossEntropy(1.5, [1, -1, 1]).Problems(2).Count());
        Assert.Empty(Loss.CrossEntropy().Problems(3));
    }

    [Fact]
    public void A_batch_of_weightless_rows_is_zero_not_NaN()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0f, Loss.MeanSquaredError.Compute(ones(3, 1), zeros(3), zeros(3)).item<float>());
    }

    [Fact]
    public void Recipes_compare_by_value() => Assert.Equal(Loss.CrossEntropy(0.1, [1, 2]), Loss.CrossEntropy(0.1, [1, 2]));
}
