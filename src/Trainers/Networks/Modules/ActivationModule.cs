using MLNetGradExt.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Networks;

/// <summary>An elementwise function.</summary>
internal sealed class ActivationModule(Activation activation) : nn.Module<Tensor, Tensor>(activation.ToString())
{
    private static readonly Scalar LeakySlope = 0.01.ToScalar();

    public override Tensor forward(Tensor input) => Apply(activation, input);

    public static Tensor Apply(Activation activation, Tensor input) => activation switch
    {
        Activation.Relu => input.relu(),
        Activation.LeakyRelu => input.leaky_relu(LeakySlope),
        Activation.Elu => input.elu(Numbers.One, Numbers.One, Numbers.One),
        Activation.Selu => nn.functional.selu(input),
        Activation.Gelu => nn.functional.gelu(input),
        Activation.Silu => nn.functional.silu(input),
        Activation.Mish => input * nn.functional.softplus(input).tanh(), // functional.mish came after 0.102
        Activation.Tanh => input.tanh(),
        Activation.Sigmoid => input.sigmoid(),
        Activation.Softmax => input.softmax(-1),
        _ => input,
    };
}
