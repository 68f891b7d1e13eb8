namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

/// <summary>Two stages that act as one: values to keys, then keys to vectors.</summary>
internal sealed class StageChain(params ITransformer[] stages)
{
    private readonly ITransformer _chain = new TransformerChain<ITransformer>(stages);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _chain.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _chain.Transform(input);

    public IRowToRowMapper Mapper(DataViewSchema inputSchema) => _chain.GetRowToRowMapper(inputSchema);

    public void Save(ModelSaveContext ctx)
    {
        ctx.Writer.Write(stages.Length);
        for (var i = 0; i < stages.Length; i++)
            ctx.SaveModel(stages[i], $"Stage{i}");
    }

    public static StageChain Load(IHostEnvironment env, ModelLoadContext ctx) =>
        new(Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(i => ctx.LoadModel<ITransformer>(env, $"Stage{i}")).ToArray());
}
