using MLNetGradExt.Gradients;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Gradients;

public class StatisticsTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 1.0)]     // vector instructions over the processor's memory
    [InlineData(ScalarType.Float64, 1.0)]     // tensor operations over blocks
    [InlineData(ScalarType.Float32, 1e-30)]   // squares underflow
    [InlineData(ScalarType.Float32, 1e30)]    // squares overflow
    public void Norms_are_those_of_each_tensor(ScalarType type, double scale)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var buffer = Toy.Buffer(type, ("a.weight", [40, 5]), ("a.bias", [40]), ("b.weight", [3, 7, 3, 3]), ("s", [1]));
        buffer.Gradients.mul_(scale);
        using var statistics = new TensorStatistics(buffer);
        statistics.Measure();
        Assert.True(statistics.AllFinite);
        for (var i = 0; i < buffer.Slices.Count; i++)
        {
            var (g, w) = (buffer.GradientViews[i].to(ScalarType.Float64), buffer.ParameterViews[i].to(ScalarType.Float64));
            Assert.Equal(1, statistics.GradientNorms[i] / g.square().sum().sqrt().item<double>(), 5);
            Assert.Equal(1, statistics.ParameterNorms[i] / w.square().sum().sqrt().item<double>(), 5);
            Assert.InRange(Math.Abs(statistics.InnerProducts[i] - (g * w).sum().item<double>()) / scale, 0, 1e-4);
        }
    }

    [Fact]
    public void Large_networks_give_the_same_numbers_on_any_number_of_threads()
    {
        var before = get_num_threads();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var buffer = Toy.Buffer(ScalarType.Float32, ("a.weight", [1023, 1025]), ("a.bias", [1023]), ("b.weight", [5, 17]));
        using var statistics = new TensorStatistics(buffer);
        try
        {
            set_num_threads(1);
            statistics.Measure();
            double[] alone = [.. statistics.GradientNorms, .. statistics.ParameterNorms, .. statistics.InnerProducts];
            set_num_threads(4);
            statistics.Measure();
            double[] together = [.. statistics.GradientNorms, .. statistics.ParameterNorms, .. statistics.InnerProducts];
            Assert.Equal(alone, together);
            Assert.Equal(1, alone[0] / buffer.GradientViews[0].to(ScalarType.Float64).norm().item<double>(), 9);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32, double.NaN)]
    [InlineData(ScalarType.Float32, double.PositiveInfinity)]
    [InlineData(ScalarType.Float64, double.NegativeInfinity)]
    [InlineData(ScalarType.Float64, double.NaN)]
    public void One_bad_element_is_found(ScalarType type, double bad)
    {
        using var _ = no_grad();
        using var buffer = Toy.Buffer(type, ("a", [40, 5]), ("b", [3, 7, 3, 3]), ("c", [5]));
        buffer.GradientViews[1].view(-1).narrow(0, 100, 1).fill_(bad);
        using var statistics = new TensorStatistics(buffer);
        statistics.Measure();
        Assert.False(statistics.AllFinite);
        Assert.Equal([true, false, true], Enumerable.Range(0, 3).Select(statistics.IsFinite));
    }
}
