using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public class ChainTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Number
    {
        public float A { get; set; }
    }

    private sealed class Twice
    {
        public float B { get; set; }
    }

    private sealed class Thrice
    {
        public float C { get; set; }
    }

    private IDataView Data => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 4).Select(i => new Number { A = i }));

    private CustomMappingEstimator<Number, Twice> Double => _ml.Transforms.CustomMapping<Number, Twice>((from, to) => to.B = 2 * from.A, null);

    private CustomMappingEstimator<Twice, Thrice> Half => _ml.Transforms.CustomMapping<Twice, Thrice>((from, to) => to.C = from.B / 2 * 3, null);

    [Fact]
    public void A_chain_runs_its_stages_in_order()
    {
        var chain = Double.Append(Half);
        var model = chain.Fit(Data);
        Assert.Equal([0f, 3f, 6f, 9f], model.Transform(Data).GetColumn<float>("C"));
        Assert.Equal(["A", "B", "C"], model.GetOutputSchema(Data.Schema).Select(column => column.Name));
        Assert.IsType<CustomMappingTransformer<Twice, Thrice>>(model.LastTransformer);
        Assert.Equal(2, model.Count());
        Assert.NotNull(chain.LastEstimator);
    }

    [Fact]
    public void An_order_that_cannot_work_fails_before_fitting()
    {
        var fitted = false;
        var chain = Double.WithOnFitDelegate(_ => fitted = true).Append(_ml.Transforms.CustomMapping<Thrice, Number>((from, to) => to.A = from.C, null));
        Assert.ThrowsAny<ArgumentException>(() => chain.Fit(Data));
        Assert.False(fitted);
    }

    [Fact]
    public void A_delegate_sees_the_fitted_stage()
    {
        ITransformer? seen = null;
        var model = Double.WithOnFitDelegate(fitted => seen = fitted).Append(Half).Fit(Data);
        Assert.Same(model.First(), seen);
    }

    [Fact]
    public void A_cache_checkpoint_reads_the_stages_before_it_once()
    {
        var calls = 0;
        var counted = _ml.Transforms.CustomMapping<Number, Twice>((from, to) =>
        {
            calls++;
            to.B = from.A;
        }, null);
        var reader = new ReadsTwice();
        counted.AppendCacheCheckpoint(_ml).Append(reader).Fit(Data);
        Assert.Equal(4, calls);
        Assert.Equal(8, reader.Rows);
    }

    // An estimator from outside: it passes over the data twice and gives back an empty chain.
    private sealed class ReadsTwice : IEstimator<ITransformer>
    {
        public int Rows { get; private set; }

        public ITransformer Fit(IDataView input)
        {
            for (var pass = 0; pass < 2; pass++)
                Rows += input.GetColumn<float>("B").Count();
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }

    [Fact]
    public void Scopes_choose_stages()
    {
        var model = Double.Append(Half, TransformerScope.Training).Fit(Data);
        Assert.Equal(["A", "B"], model.Transform(Data).Schema.Select(column => column.Name));
        Assert.Equal(["A", "B", "C"], model.Transform(Data, TransformerScope.Everything).Schema.Select(column => column.Name));
        Assert.Single(model.GetModelFor(TransformerScope.Scoring));
    }

    [Fact]
    public void Transformers_append_too()
    {
        ITransformer first = Double.Fit(Data);
        var chain = first.Append(Half.Fit(first.Transform(Data)));
        Assert.Equal([0f, 3f, 6f, 9f], chain.Transform(Data).GetColumn<float>("C"));
        Assert.Equal(3, chain.Preview(Data).ColumnView.Length);
    }

    [Fact]
    public void A_chain_maps_single_rows()
    {
        ITransformer model = Double.Append(Half).Fit(Data);
        Assert.True(model.IsRowToRowMapper);
        var mapper = model.GetRowToRowMapper(Data.Schema);
        Assert.Equal(["A"], mapper.GetDependencies([mapper.OutputSchema["C"]]).Select(column => column.Name));
        Assert.Empty(mapper.GetDependencies([]));
    }

    [Fact]
    public void Only_what_is_asked_for_is_computed()
    {
        var calls = 0;
        var counted = _ml.Transforms.CustomMapping<Number, Twice>((from, to) => calls++, null);
        var view = counted.Fit(Data).Transform(Data);
        Assert.Equal(0, calls);
        Assert.Equal(4, view.GetColumn<float>("A").Count());
        Assert.Equal(0, calls);
        Assert.Equal(4, view.GetColumn<float>("B").Count());
        Assert.Equal(4, calls);
    }
}
