using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

using Mode = MissingValueReplacingEstimator.ReplacementMode;

public class NumberStageTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Mean_variance_centres_by_population_statistics()
    {
        var view = Rows([1, 10, 5], [3, 20, 5], [5, 60, 5]);
        var model = _ml.Transforms.NormalizeMeanVariance("N", "V", fixZero: false).Fit(view);
        var rows = model.Transform(view).Vectors("N");
        AssertClose([-1.224745f, -0.925820f, 0], rows[0]);
        AssertClose([1.224745f, 1.388730f, 0], rows[2]);
        Assert.True(model.Transform(view).Schema["N"].IsNormalized());
        var parameters = Assert.IsType<NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>>(model.GetNormalizerModelParameters(0));
        AssertClose([3, 30, 0], [.. parameters.Offset]);
        AssertClose([1 / 1.6329932f, 1 / 21.602468f, 0], [.. parameters.Scale]);
    }

    [Fact]
    public void Mean_variance_keeps_zero_by_default()
    {
        var view = Rows([1, 0, 5], [3, 0, 5], [5, 3, 5]);
        var rows = _ml.Transforms.NormalizeMeanVariance("N", "V").Fit(view).Transform(view).Vectors("N");
        AssertClose([1 / 3.4156503f, 0, 0], rows[0]);
        AssertClose([5 / 3.4156503f, 3 / 1.7320508f, 0], rows[2]);
    }

    [Fact]
    public void Mean_variance_by_distribution_gives_shares()
    {
        var view = Rows([1, 0, 0], [2, 0, 0], [3, 0, 1]);
        var rows = _ml.Transforms.NormalizeMeanVariance("N", "V", useCdf: true).Fit(view).Transform(view).Vectors("N");
        Assert.Equal(0.5f, rows[1][0], 3);
        Assert.Equal(0.8897f, rows[2][0], 3);
    }

    [Fact]
    public void Min_max_scales_to_the_unit_interval_or_by_magnitude()
    {
        var view = Rows([1, -4, 5], [3, 0, 5], [5, 2, 5]);
        var free = _ml.Transforms.NormalizeMinMax("N", "V", fixZero: false).Fit(view).Transform(view).Vectors("N");
        AssertClose([0.5f, 4f / 6, 0], free[1]);
        var fixedZero = _ml.Transforms.NormalizeMinMax("N", "V").Fit(view).Transform(view).Vectors("N");
        AssertClose([0.2f, -1, 0], fixedZero[0]);
        AssertClose([0.6f, 0, 0], fixedZero[1]);
    }

    [Fact]
    public void Normalisers_skip_missing_values_and_take_scalars_and_doubles()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Scalars { D = 2, F = 1 }, new Scalars { D = double.NaN, F = 3 }, new Scalars { D = 6, F = 5 } });
        var model = _ml.Transforms.NormalizeMinMax([new InputOutputColumnPair("D"), new InputOutputColumnPair("F")], fixZero: false).Fit(view);
        var scaled = model.Transform(view);
        Assert.Equal([0, double.NaN, 1], scaled.Values<double>("D"));
        Assert.Equal([0, 0.5f, 1], scaled.Values<float>("F"));
        Assert.Equal([0, double.NaN, 1], _ml.Reloaded(model, view.Schema).Transform(view).Values<double>("D"));
    }

    [Fact]
    public void Normalisers_refuse_text() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        _ml.Transforms.NormalizeMinMax("T").Fit(_ml.Data.LoadFromEnumerable(new[] { new Scalars { T = "x" } })));

    [Theory]
    [InlineData(Mode.DefaultValue, 0f, 0f)]
    [InlineData(Mode.Mean, 3f, 20f)]
    [InlineData(Mode.Minimum, 1f, 10f)]
    [InlineData(Mode.Maximum, 5f, 40f)]
    [InlineData(Mode.Mode, 1f, 10f)]
    public void Missing_values_are_replaced_slot_by_slot(Mode mode, float first, float second)
    {
        var view = Rows([1, 10, 0], [float.NaN, 10, 0], [5, float.NaN, 0], [3, 40, 0]);
        var model = _ml.Transforms.ReplaceMissingValues("R", "V", mode).Fit(view);
        foreach (var filled in new[] { model.Transform(view), _ml.Reloaded(model, view.Schema).Transform(view) })
        {
            AssertClose([first, 10, 0], filled.Vectors("R")[1]);
            AssertClose([5, second, 0], filled.Vectors("R")[2]);
        }
    }

    [Fact]
    public void Missing_values_can_be_replaced_over_all_slots()
    {
        var view = Rows([1, 2, float.NaN], [3, 4, 5]);
        AssertClose([1, 2, 3], _ml.Transforms.ReplaceMissingValues("R", "V", Mode.Mean, imputeBySlot: false).Fit(view).Transform(view).Vectors("R")[0]);
    }

    [Fact]
    public void Missing_values_are_indicated()
    {
        var view = Rows([1, float.NaN, 0]);
        var marks = _ml.Transforms.IndicateMissingValues("M", "V").Fit(view).Transform(view);
        Assert.Equal([false, true, false], marks.GetColumn<VBuffer<bool>>(marks.Schema["M"]).Single().DenseValues());
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    private IDataView Rows(params float[][] rows) => _ml.Data.LoadFromEnumerable(rows.Select(row => new Row { V = row }).ToArray());

    private sealed class Row
    {
        [VectorType(3)]
        public float[] V { get; set; } = [];
    }

    private sealed class Scalars
    {
        public double D { get; set; }

        public float F { get; set; }

        public string T { get; set; } = "";
    }
}
