using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetGradExt.Transforms;

namespace MLNetGradExt.Tests.Standardization;

public class StandardizeLifeTests
{
    private sealed class Row
    {
        [VectorType(3)] public float[] Features { get; set; } = [];
        [VectorType(2)] public double[] Wide { get; set; } = [];
        public float Length { get; set; }
    }

    private static readonly MLContext Ml = new(seed: 1);

    private static GradExtTransforms Catalog => new(Ml);

    private static Row[] Rows()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 50).Select(_ => new Row
        {
            Features = [(float)random.NextDouble() * 10, 7, (float)(1000 + random.NextDouble())],
            Wide = [random.NextDouble() * 1e6, -random.NextDouble()],
            Length = (float)random.NextDouble() * 3 - 9,
        })];
    }

    [Fact]
    public void It_saves_and_loads_with_equal_results()
    {
        var rows = Rows();
        rows[3].Wide[0] = double.NaN;
        var view = Ml.Data.LoadFromEnumerable(rows);
        var options = new StandardizeOptions { Columns = [new("Features"), new("Wide"), new("Scaled", "Length")], MissingValues = MissingValues.ImputeMean };
        var pipeline = Catalog.Standardize(options).Append(Ml.Transforms.Concatenate("All", "Features", "Scaled"));
        var model = pipeline.Fit(view);
        using var file = new MemoryStream();
        Ml.Model.Save(model, view.Schema, file);
        file.Position = 0;
        var fresh = new MLContext();
        var loaded = fresh.Model.Load(file, out _);
        Assert.Equal(model.Transform(view).GetColumn<float[]>("All"), loaded.Transform(view).GetColumn<float[]>("All"));
        Assert.Equal(model.Transform(view).GetColumn<double[]>("Wide"), loaded.Transform(view).GetColumn<double[]>("Wide"));
    }

    [Fact]
    public void It_works_in_a_prediction_engine()
    {
        var rows = Rows();
        var view = Ml.Data.LoadFromEnumerable(rows);
        var model = Catalog.Standardize("Features").Fit(view);
        using var engine = Ml.Model.CreatePredictionEngine<Row, Row>(model);
        Assert.Equal(Ml.Data.CreateEnumerable<Row>(model.Transform(view), false).ElementAt(5).Features, engine.Predict(rows[5]).Features);
    }
}
