using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Transforms;

namespace MLNetGradExt.Tests.Standardization;

public class StandardizeTests
{
    private sealed class Row
    {
        [VectorType(3)] public float[] Features { get; set; } = [];
        [VectorType(2)] public double[] Wide { get; set; } = [];
        public float Length { get; set; }
        public double Weight { get; set; }
    }

    private static readonly MLContext Ml = new(seed: 1);

    private static Row[] Rows(int count = 50)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => new Row
        {
            Features = [(float)random.NextDouble() * 10, 7, (float)(1000 + random.NextDouble())],
            Wide = [random.NextDouble() * 1e6, -random.NextDouble()],
            Length = (float)random.NextDouble() * 3 - 9,
            Weight = random.NextDouble() * 80,
        })];
    }

    private static GradExtTransforms Catalog => new(Ml);

    private static (double Mean, double Deviation) Moments(IReadOnlyList<double> values, int ddof)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - ddof)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Statistics_are_the_two_pass_ones(int ddof)
    {
        var rows = Rows();
        var fitted = Catalog.Standardize("Wide", degreesOfFreedom: ddof).Fit(Ml.Data.LoadFromEnumerable(rows));
        for (var slot = 0; slot < 2; slot++)
        {
            var (mean, deviation) = Moments([.. rows.Select(r => r.Wide[slot])], ddof);
            Assert.Equal(mean, fitted.Statistics[0].Mean[slot], Math.Abs(mean) * 1e-12);
            Assert.Equal(deviation, fitted.Statistics[0].StandardDeviation[slot], deviation * 1e-12);
        }
    }

    [Fact]
    public void Welford_keeps_its_digits_far_from_zero()
    {
        var rows = Enumerable.Range(0, 1000).Select(i => new Row { Weight = 1e9 + i % 2 }).ToArray();
        var statistics = Catalog.Standardize("Weight").Fit(Ml.Data.LoadFromEnumerable(rows)).Statistics[0];
        Assert.Equal(1e9 + 0.5, statistics.Mean[0], 1e-6);
        Assert.Equal(0.5, statistics.StandardDeviation[0], 1e-9);
    }

    [Fact]
    public void Every_kind_of_column_ends_with_mean_0_and_deviation_1()
    {
        var view = Ml.Data.LoadFromEnumerable(Rows());
        var options = new StandardizeOptions { Columns = [new("Features"), new("Wide"), new("Length"), new("Weight")] };
        var after = Ml.Data.CreateEnumerable<Row>(Catalog.Standardize(options).Fit(view).Transform(view), reuseRowObject: false).ToArray();
        foreach (var values in new Func<Row, double>[] { r => r.Features[0], r => r.Features[2], r => r.Wide[0], r => r.Wide[1], r => r.Length, r => r.Weight })
        {
            var (mean, deviation) = Moments([.. after.Select(values)], 0);
            Assert.Equal(0, mean, 1e-3);
            Assert.Equal(1, deviation, 1e-3);
        }
    }

    [Fact]
    public void A_constant_slot_becomes_zeros_and_stays_finite_elsewhere()
    {
        var fitted = Catalog.Standardize("Features").Fit(Ml.Data.LoadFromEnumerable(Rows()));
        var other = Ml.Data.LoadFromEnumerable([new Row { Features = [1, 7, 1000] }, new Row { Features = [1, 9, 1000] }]);
        var after = Ml.Data.CreateEnumerable<Row>(fitted.Transform(other), false).ToArray();
        Assert.Equal(0, after[0].Features[1]);
        Assert.Equal(2, after[1].Features[1]);
    }

    [Fact]
    public void Only_the_training_view_decides()
    {
        var rows = Rows();
        var fitted = Catalog.Standardize("Length").Fit(Ml.Data.LoadFromEnumerable(rows.Take(25)));
        var (mean, deviation) = Moments([.. rows.Take(25).Select(r => (double)r.Length)], 0);
        var after = Ml.Data.CreateEnumerable<Row>(fitted.Transform(Ml.Data.LoadFromEnumerable(rows)), false).ToArray();
        Assert.Equal((rows[40].Length - mean) / deviation, after[40].Length, 1e-4);
    }

    [Fact]
    public void An_output_name_leaves_the_input_as_it_was()
    {
        var rows = Rows();
        var view = Ml.Data.LoadFromEnumerable(rows);
        var after = Catalog.Standardize("Scaled", "Length").Fit(view).Transform(view);
        Assert.Equal(rows.Select(r => r.Length), after.GetColumn<float>("Length"));
        Assert.Equal(0, after.GetColumn<float>("Scaled").Average(), 1e-3);
    }

    [Fact]
    public void One_column_can_be_read_twice_even_when_it_is_written()
    {
        var view = Ml.Data.LoadFromEnumerable(Rows());
        var options = new StandardizeOptions { Columns = [new("Length"), new("Copy", "Length")] };
        var after = Catalog.Standardize(options).Fit(view).Transform(view);
        Assert.Equal(after.GetColumn<float>("Length"), after.GetColumn<float>("Copy"));
    }

    [Fact]
    public void Sparse_and_dense_rows_agree()
    {
        var random = new Random(5);
        var dense = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 6).Select(_ => random.Next(3) == 0 ? (float)random.NextDouble() : 0).ToArray()).ToArray();
        var sparse = dense.Select(row =>
        {
            var at = Enumerable.Range(0, 6).Where(i => row[i] != 0).ToArray();
            return new Sparse { Features = new VBuffer<float>(6, at.Length, [.. at.Select(i => row[i])], at) };
        });
        var definition = SchemaDefinition.Create(typeof(Sparse));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        var statistics = Catalog.Standardize("Features").Fit(Ml.Data.LoadFromEnumerable(sparse, definition)).Statistics[0];
        for (var slot = 0; slot < 6; slot++)
        {
            var (mean, deviation) = Moments([.. dense.Select(r => (double)r[slot])], 0);
            Assert.Equal(mean, statistics.Mean[slot], 1e-12);
            Assert.Equal(deviation, statistics.StandardDeviation[slot], 1e-12);
        }
    }

    private sealed class Sparse
    {
        public VBuffer<float> Features;
    }

    [Fact]
    public void Slot_names_are_kept()
    {
        var view = Ml.Transforms.Concatenate("Both", "Length", "Height").Fit(Points()).Transform(Points());
        var after = Catalog.Standardize("Both").Fit(view).Transform(view);
        VBuffer<ReadOnlyMemory<char>> names = default;
        after.Schema["Both"].GetSlotNames(ref names);
        Assert.Equal(["Length", "Height"], names.DenseValues().Select(n => n.ToString()));

        static IDataView Points() => Ml.Data.LoadFromEnumerable(new[] { new Point { Length = 1, Height = 2 }, new Point { Length = 3, Height = 5 } });
    }

    private sealed class Point
    {
        public float Length { get; set; }
        public float Height { get; set; }
    }

    [Fact]
    public void A_missing_value_is_an_error_that_says_where()
    {
        var rows = Rows();
        rows[17].Features[2] = float.NaN;
        var error = Assert.Throws<InvalidOperationException>(() => Catalog.Standardize("Features").Fit(Ml.Data.LoadFromEnumerable(rows)));
        Assert.Contains("row 17", error.Message);
        Assert.Contains("slot 2", error.Message);
        Assert.Contains("ImputeMean", error.Message);
    }

    [Fact]
    public void Ignored_missing_values_stay_missing()
    {
        var rows = Rows();
        rows[17].Length = float.NaN;
        var view = Ml.Data.LoadFromEnumerable(rows);
        var fitted = Catalog.Standardize("Length", missingValues: MissingValues.Ignore).Fit(view);
        Assert.Equal(1, fitted.Statistics[0].Missing[0]);
        Assert.Equal(rows.Where(r => !float.IsNaN(r.Length)).Average(r => (double)r.Length), fitted.Statistics[0].Mean[0], 1e-12);
        var after = fitted.Transform(view).GetColumn<float>("Length").ToArray();
        Assert.True(float.IsNaN(after[17]));
        Assert.Equal(49, after.Count(float.IsFinite));
    }

    [Fact]
    public void Imputed_missing_values_become_the_mean()
    {
        var rows = Rows();
        rows[17].Length = float.NaN;
        var view = Ml.Data.LoadFromEnumerable(rows);
        var after = Catalog.Standardize("Length", missingValues: MissingValues.ImputeMean).Fit(view).Transform(view).GetColumn<float>("Length").ToArray();
        Assert.Equal(0, after[17]);
        Assert.All(after, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Infinity_is_an_error_under_every_policy()
    {
        var rows = Rows();
        rows[4].Length = float.PositiveInfinity;
        foreach (var policy in Enum.GetValues<MissingValues>())
            Assert.Contains("row 4", Assert.Throws<InvalidOperationException>(() => Catalog.Standardize("Length", missingValues: policy).Fit(Ml.Data.LoadFromEnumerable(rows))).Message);
    }

    [Fact]
    public void Bad_columns_and_options_are_named()
    {
        var view = Ml.Data.LoadFromEnumerable(Rows());
        Assert.Contains("'Lenght'", Assert.Throws<ArgumentException>(() => Catalog.Standardize("Lenght").Fit(view)).Message);
        var error = Assert.Throws<ArgumentException>(() => Catalog.Standardize(new StandardizeOptions { DegreesOfFreedom = 3 }));
        Assert.Contains("Columns", error.Message);
        Assert.Contains("DegreesOfFreedom", error.Message);
        Assert.Throws<InvalidOperationException>(() => Catalog.Standardize("Length").Fit(Ml.Data.LoadFromEnumerable(Array.Empty<Row>())));
        var texts = Ml.Data.LoadFromEnumerable(new[] { new Text { Name = "a" } });
        Assert.Contains("OneHotEncoding", Assert.Throws<ArgumentException>(() => Catalog.Standardize("Name").Fit(texts)).Message);
    }

    private sealed class Text
    {
        public string Name { get; set; } = "";
    }
}
