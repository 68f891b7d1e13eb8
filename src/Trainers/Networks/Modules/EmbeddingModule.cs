using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>A row of the table for each index; floating features are read as indices.</summary>
internal sealed class EmbeddingModule : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    private readonly long _dimension;

    public EmbeddingModule(Parameter weight) : base("Embedding")
    {
        _dimension = weight.size(1);
        register_parameter("weight", _weight = weight);
    }

    public override Tensor forward(Tensor input)
    {
        var indices = input.to_type(ScalarType.Int64);
        return _weight.index_select(0, indices.reshape(-1)).reshape([.. input.shape, _dimension]);
    }
}
