using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Contracts.Tests.MicrosoftML;

public sealed class ModelSavingTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetgradext-model").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private sealed class Row
    {
        public string Name { get; set; } = "";
        [VectorType(2)] public float[] Features { get; set; } = [];
    }

    public sealed class Carried
    {
        public string Weights { get; set; } = "";
        public float[] Features { get; set; } = [];
    }

    public sealed class Scored
    {
        public float Score { get; set; }
    }

    [CustomMappingFactoryAttribute("MLNetGradExt.Contracts.Dot")]
    public sealed class Dot : CustomMappingFactory<Carried, Scored>
    {
        public override Action<Carried, Scored> GetMapping() => Map;

        public static void Map(Carried from, Scored to)
        {
            var weights = from.Weights.Split(' ').Select(word => float.Parse(word, System.Globalization.CultureInfo.InvariantCulture));
            to.Score = weights.Zip(from.Features, (weight, value) => weight * value).Sum();
        }
    }

    private IDataView Data => _ml.Data.LoadFromEnumerable([new Row { Name = "a", Features = [1, 2] }, new Row { Name = "b", Features = [3, 4] }]);

    private EstimatorChain<CustomMappingTransformer<Carried, Scored>> Pipeline()
        => _ml.Transforms.Conversion.MapValue("Weights", new Dictionary<string, string> { ["a"] = "10 1", ["b"] = "0 2" }, "Name")
            .Append(_ml.Transforms.CustomMapping<Carried, Scored>(Dot.Map, "MLNetGradExt.Contracts.Dot"));

    [Fact]
    public void A_chain_of_stock_stages_is_loaded_as_it_was()
    {
        var model = Pipeline().Fit(Data);
        _ml.Model.Save(model, Data.Schema, Path("model.zip"));
        // Another context knows the contract by the assembly's name alone.
        var loaded = new MLContext().Model.Load(Path("model.zip"), out var schema);
        Assert.Equal([12f, 8f], model.Transform(Data).GetColumn<float>("Score"));
        Assert.Equal([12f, 8f], loaded.Transform(Data).GetColumn<float>("Score"));
        Assert.Equal(["Name", "Features"], schema.Select(column => column.Name));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), schema["Features"].Type);
        Assert.Equal(2, Assert.IsType<TransformerChain<ITransformer>>(loaded).Count());
    }

    [Fact]
    public void A_model_without_a_schema_has_none_when_loaded()
    {
        var stream = new MemoryStream();
        _ml.Model.Save(Pipeline().Fit(Data), null, stream);
        stream.Position = 0;
        var loaded = _ml.Model.Load(stream, out var schema);
        Assert.Null(schema);
        Assert.Equal([12f, 8f], loaded.Transform(Data).GetColumn<float>("Score"));
    }

    [Fact]
    public void A_mapping_without_a_contract_cannot_be_saved()
    {
        var model = _ml.Transforms.CustomMapping<Row, Scored>((from, to) => to.Score = 1, null).Fit(Data);
        Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, Data.Schema, new MemoryStream()));
    }

    [Fact]
    public void An_unknown_contract_is_an_error_at_loading()
    {
        var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CustomMapping<Row, Scored>((from, to) => to.Score = 1, "MLNetGradExt.Contracts.Nobody").Fit(Data), Data.Schema, stream);
        stream.Position = 0;
        Assert.ThrowsAny<Exception>(() => _ml.Model.Load(stream, out _));
    }

    // A transformer from outside; what it writes is up to the test.
    private sealed class Outsider(ITransformer inner, Action<ModelSaveContext> save) : ITransformer
    {
        public bool IsRowToRowMapper => inner.IsRowToRowMapper;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);
        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);
        public IDataView Transform(IDataView input) => inner.Transform(input);
        public void Save(ModelSaveContext ctx) => save(ctx);
    }

    [Fact]
    public void An_outsider_that_writes_nothing_cannot_be_saved()
    {
        var model = new Outsider(Pipeline().Fit(Data), _ => { });
        Assert.ThrowsAny<Exception>(() => _ml.Model.Save(model, Data.Schema, new MemoryStream()));
    }

    [Fact]
    public void An_outsider_saves_itself_through_stock_stages()
    {
        var inner = Pipeline().Fit(Data);
        var model = new TransformerChain<ITransformer>(new Outsider(inner, ctx => ((ICanSaveModel)inner).Save(ctx)));
        var stream = new MemoryStream();
        _ml.Model.Save(model, Data.Schema, stream);
        stream.Position = 0;
        var loaded = Assert.IsType<TransformerChain<ITransformer>>(_ml.Model.Load(stream, out _));
        Assert.IsType<TransformerChain<ITransformer>>(Assert.Single(loaded));
        Assert.Equal([12f, 8f], loaded.Transform(Data).GetColumn<float>("Score"));
    }

    [Fact]
    public void A_model_may_bring_its_loader()
    {
        var file = Path("data.txt");
        File.WriteAllText(file, "a 1 2\nb 3 4\n");
        var loader = _ml.Data.CreateTextLoader([new("Name", DataKind.String, 0), new("Features", DataKind.Single, 1, 2)], separatorChar: ' ');
        var model = Pipeline().Fit(loader.Load(file));
        _ml.Model.Save(model, loader, Path("both.zip"));
        var loaded = _ml.Model.LoadWithDataLoader(Path("both.zip"), out var loadedLoader);
        Assert.Equal([12f, 8f], loaded.Transform(loadedLoader.Load(new MultiFileSource(file))).GetColumn<float>("Score"));
        _ml.Model.Load(Path("both.zip"), out var schema);
        Assert.Equal(["Name", "Features"], schema.Select(column => column.Name));
        _ml.Model.Save(model, Data.Schema, Path("schema.zip"));
        Assert.ThrowsAny<Exception>(() => _ml.Model.LoadWithDataLoader(Path("schema.zip"), out _));
    }

    [Fact]
    public void A_file_that_is_no_model_is_an_error()
    {
        File.WriteAllText(Path("nothing.zip"), "not a model");
        Assert.ThrowsAny<Exception>(() => _ml.Model.Load(Path("nothing.zip"), out _));
    }
}
