using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Input
    {
        [VectorType(2)] public float[] Features { get; set; } = [];
        public string Name { get; set; } = "";
    }

    private sealed class Sum
    {
        public float Score { get; set; }
    }

    private sealed class Output
    {
        public float Score { get; set; }
        public string Name { get; set; } = "";
        public float[] Features { get; set; } = [];
        public float NotThere { get; set; } = -1;
    }

    private ITransformer Model()
    {
        var empty = _ml.Data.LoadFromEnumerable<Input>([]);
        return _ml.Transforms.CustomMapping<Input, Sum>((from, to) => to.Score = from.Features.Sum(), null).Fit(empty);
    }

    [Fact]
    public void It_scores_one_object_after_the_other()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Input, Output>(Model());
        var first = engine.Predict(new Input { Features = [1, 2], Name = "a" });
        var second = engine.Predict(new Input { Features = [5, 5], Name = "b" });
        Assert.Equal((3f, "a", 10f, "b"), (first.Score, first.Name, second.Score, second.Name));
        Assert.Equal(new[] { 1f, 2f }, first.Features);
        Assert.Equal(-1f, first.NotThere);
        Assert.Equal(["Features", "Name", "Score"], engine.OutputSchema.Select(column => column.Name));
    }

    [Fact]
    public void It_fills_an_object_that_it_is_given()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Input, Output>(Model());
        var output = new Output();
        var same = output;
        engine.Predict(new Input { Features = [1, 1] }, ref output);
        Assert.Same(same, output);
        Assert.Equal(2f, output.Score);
    }

    [Fact]
    public void Missing_output_columns_can_be_an_error()
        => Assert.ThrowsAny<ArgumentException>(() => _ml.Model.CreatePredictionEngine<Input, Output>(Model(), ignoreMissingColumns: false));

    private sealed class Loose
    {
        public float[] Features { get; set; } = [];
        public string Name { get; set; } = "";
    }

    [Fact]
    public void A_schema_gives_the_types_that_a_class_leaves_open()
    {
        var schema = _ml.Data.LoadFromEnumerable<Input>([]).Schema;
        using var engine = _ml.Model.CreatePredictionEngine<Loose, Sum>(Model(), schema);
        Assert.Equal(7f, engine.Predict(new Loose { Features = [3, 4] }).Score);
        Assert.Equal(2, ((VectorDataViewType)engine.OutputSchema["Features"].Type).Size);
    }

    [Fact]
    public void Options_are_obeyed()
    {
        var definition = SchemaDefinition.Create(typeof(Loose));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        using var engine = _ml.Model.CreatePredictionEngine<Loose, Output>(Model(),
            new PredictionEngineOptions { InputSchemaDefinition = definition, OwnsTransformer = false });
        Assert.Equal(7f, engine.Predict(new Loose { Features = [3, 4] }).Score);
    }
}
