using static TorchSharp.torch;

namespace MLNetGradExt.Initialization;

/// <summary>Chooses by the activation that follows.</summary>
internal sealed record AutoInitializer : Initializer
{
    private static readonly Initializer He = HeNormal(), Lecun = LecunNormal(), Glorot = GlorotUniform();

    public override void Fill(Tensor weight, InitializerContext context) => For(context.Following).Fill(weight, context);

    public static Initializer For(Activation? following) => following switch
    {
        Activation.Relu or Activation.LeakyRelu or Activation.Elu or Activation.Gelu or Activation.Silu or Activation.Mish => He,
        Activation.Selu => Lecun,
        _ => Glorot,
    };

    public override string ToString() => "Auto";
}
