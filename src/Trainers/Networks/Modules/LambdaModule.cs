using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>A module without state.</summary>
internal sealed class LambdaModule(string name, Func<Tensor, Tensor> function) : nn.Module<Tensor, Tensor>(name)
{
    public override Tensor forward(Tensor input) => function(input);
}
