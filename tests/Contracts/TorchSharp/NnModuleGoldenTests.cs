using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Every layer computes what PyTorch's computes, forwards and backwards, under the same parameter names.</summary>
public class NnModuleGoldenTests
{
    private static readonly Dictionary<string, (Func<Module> Make, long[] Input)> Cases = new()
    {
        ["Linear"] = (() => Linear(4, 3), [2, 4]),
        ["Conv1d"] = (() => Conv1d(2, 3, 3, stride: 2, padding: 1), [2, 2, 7]),
        ["Conv2d"] = (() => Conv2d(2, 4, 3, padding: 1, groups: 2), [1, 2, 5, 4]),
        ["Conv2dSame"] = (() => Conv2d(1, 2, (2, 3), Padding.Same, dilation: (1, 2), bias: false), [1, 1, 4, 5]),
        ["Conv2dReflect"] = (() => Conv2d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Reflect), [1, 1, 4, 4]),
        ["Conv3d"] = (() => Conv3d(1, 2, 2), [1, 1, 3, 3, 3]),
        ["ConvTranspose2d"] = (() => ConvTranspose2d(2, 3, 3, stride: 2, padding: 1, output_padding: 1), [1, 2, 3, 3]),
        ["BatchNorm1d"] = (() => BatchNorm1d(3), [4, 3]),
        ["BatchNorm2d"] = (() => BatchNorm2d(2, eps: 1e-3, momentum: 0.01), [2, 2, 2, 3]),
        ["BatchNorm1dEval"] = (() => BatchNorm1d(3), [4, 3]),
        ["LayerNorm"] = (() => LayerNorm([2, 3]), [2, 2, 3]),
        ["GroupNorm"] = (() => GroupNorm(2, 4), [2, 4, 3]),
        ["InstanceNorm2d"] = (() => InstanceNorm2d(2, affine: true), [2, 2, 2, 3]),
        ["PReLU"] = (() => PReLU(2), [2, 2, 3]),
        ["MaxPool1d"] = (() => MaxPool1d(3, stride: 2, padding: 1), [1, 2, 7]),
        ["MaxPool2d"] = (() => MaxPool2d(2), [1, 2, 4, 6]),
        ["AvgPool1d"] = (() => AvgPool1d(2), [1, 2, 6]),
        ["AvgPool2d"] = (() => AvgPool2d(3, stride: 2, padding: 1), [1, 1, 5, 5]),
        ["AdaptiveAvgPool1d"] = (() => AdaptiveAvgPool1d(3), [1, 2, 7]),
        ["AdaptiveAvgPool2d"] = (() => AdaptiveAvgPool2d((2, 3)), [1, 2, 5, 7]),
        ["AdaptiveMaxPool2d"] = (() => AdaptiveMaxPool2d([2, 2]), [1, 1, 5, 4]),
        ["ZeroPad2d"] = (() => ZeroPad2d((1, 2, 0, 1)), [1, 1, 2, 2]),
        ["Upsample"] = (() => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear, align_corners: false), [1, 1, 2, 3]),
        ["LSTM"] = (() => LSTM(3, 2, numLayers: 2, batchFirst: true), [2, 4, 3]),
        ["BiLSTM"] = (() => LSTM(3, 2, bidirectional: true), [4, 2, 3]),
        ["GRU"] = (() => GRU(3, 2, bias: false), [4, 2, 3]),
        ["RNN"] = (() => RNN(3, 2, nonLinearity: NonLinearities.ReLU, batchFirst: true), [2, 4, 3]),
        ["LocalResponseNorm"] = (() => LocalResponseNorm(3, alpha: 0.5, beta: 0.75, k: 2), [2, 5, 3]),
        ["MultiheadAttention"] = (() => MultiheadAttention(4, 2), [3, 2, 4]),
        ["ReLU"] = (() => ReLU(), [3, 4]),
        ["ReLU6"] = (() => ReLU6(), [3, 4]),
        ["LeakyReLU"] = (() => LeakyReLU(0.2), [3, 4]),
        ["ELU"] = (() => ELU(0.7), [3, 4]),
        ["CELU"] = (() => CELU(0.7), [3, 4]),
        ["SELU"] = (() => SELU(), [3, 4]),
        ["GELU"] = (() => GELU(), [3, 4]),
        ["SiLU"] = (() => SiLU(), [3, 4]),
        ["Mish"] = (() => Mish(), [3, 4]),
        ["Sigmoid"] = (() => Sigmoid(), [3, 4]),
        ["Tanh"] = (() => Tanh(), [3, 4]),
        ["Hardsigmoid"] = (() => Hardsigmoid(), [3, 4]),
        ["Hardswish"] = (() => Hardswish(), [3, 4]),
        ["Softsign"] = (() => Softsign(), [3, 4]),
        ["Tanhshrink"] = (() => Tanhshrink(), [3, 4]),
        ["Threshold"] = (() => Threshold(0.1, -1), [3, 4]),
        ["Softmax"] = (() => Softmax(1), [3, 4]),
        ["LogSoftmax"] = (() => LogSoftmax(0), [3, 4]),
        ["Softmin"] = (() => Softmin(1), [3, 4]),
        ["Softplus"] = (() => Softplus(2, 5), [3, 4]),
        ["Softshrink"] = (() => Softshrink(0.3), [3, 4]),
        ["Hardshrink"] = (() => Hardshrink(0.3), [3, 4]),
        ["LogSigmoid"] = (() => LogSigmoid(), [3, 4]),
        ["GLU"] = (() => GLU(1), [3, 4]),
        ["Flatten"] = (() => Flatten(0), [3, 4]),
        ["Identity"] = (() => Identity(), [3, 4]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Computes_what_PyTorch_computes(string name)
    {
        using var scope = NewDisposeScope();
        var (make, shape) = Cases[name];
        using var module = make();
        NnGolden.Fill(module);
        module.train(!name.EndsWith("Eval"));
        var golden = NnGolden.Case("modules", name);

        var x = NnGolden.Wave(shape, 0);
        x.requires_grad = true;
        var y = Run(module, x);
        (y.flatten() * NnGolden.Wave([y.numel()], 0.5)).sum().backward();

        NnGolden.Near(NnGolden.Numbers(golden.GetProperty("output")), y);
        NnGolden.Near(NnGolden.Numbers(golden.GetProperty("grad")), x.grad!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_and_shapes_its_parameters_as_PyTorch_does(string name)
    {
        using var module = Cases[name].Make();
        var golden = NnGolden.Case("modules", name);
        Assert.Equal(golden.GetProperty("parameters").EnumerateArray().Select(e => e.GetString()), module.named_parameters().Select(p => p.name));
        Assert.Equal(golden.GetProperty("shapes").EnumerateArray().Select(e => string.Join(",", NnGolden.Numbers(e))), module.parameters().Select(p => string.Join(",", p.shape)));
    }

    private static Tensor Run(Module module, Tensor x)
    {
        switch (module)
        {
            case LSTM lstm:
                var (output, h, c) = lstm.call(x);
                return cat([output.flatten(), h.flatten(), c.flatten()]);
            case GRU gru:
                var (states, last) = gru.call(x);
                return cat([states.flatten(), last.flatten()]);
            case RNN rnn:
                var (all, end) = rnn.call(x);
                return cat([all.flatten(), end.flatten()]);
            case MultiheadAttention attention:
                var (mixed, weights) = attention.call(x, x, x);
                return cat([mixed.flatten(), weights!.flatten()]);
            default:
                return ((Module<Tensor, Tensor>)module).call(x);
        }
    }
}
