using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Losses and related functions, values and gradients, against PyTorch.</summary>
public class NnLossTests
{
    private static Tensor Target => NnGolden.Wave([3, 4], 2);
    private static Tensor Half => (NnGolden.Wave([3, 4], 2) + 1) / 2;
    private static Tensor Classes => tensor(new long[] { 2, 0, 3 });
    private static Tensor Weight => tensor(new[] { 0.5f, 1, 2, 1.5f });

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Cases = new()
    {
        ["mse"] = x => F.mse_loss(x, Target),
        ["mse_sum"] = x => F.mse_loss(x, Target, Reduction.Sum),
        ["mse_none"] = x => MSELoss(Reduction.None).call(x, Target),
        ["l1"] = x => F.l1_loss(x, Target),
        ["smooth_l1"] = x => F.smooth_l1_loss(x, Target, beta: 0.5),
        ["huber"] = x => HuberLoss(0.7).call(x, Target),
        ["bce"] = x => F.binary_cross_entropy(F.sigmoid(x), Half),
        ["bce_logits"] = x => BCEWithLogitsLoss().call(x, Half),
        ["bce_logits_weights"] = x => F.binary_cross_entropy_with_logits(x, Half, Weight, Reduction.Sum, tensor(new[] { 2f, 1, 3, 1 })),
        ["cross_entropy"] = x => CrossEntropyLoss().call(x, Classes),
        ["cross_entropy_weight_smoothing"] = x => F.cross_entropy(x, Classes, Weight, label_smoothing: 0.1),
        ["cross_entropy_ignore"] = x => CrossEntropyLoss(ignore_index: 0).call(x, Classes),
        ["cross_entropy_none"] = x => F.cross_entropy(x, Classes, reduction: Reduction.None),
        ["cross_entropy_soft"] = x => F.cross_entropy(x, F.softmax(Target, 1)),
        ["nll"] = x => F.nll_loss(F.log_softmax(x, 1), Classes, Weight),
        ["kl_div"] = x => F.kl_div(F.log_softmax(x, 1), F.log_softmax(Target, 1), log_target: true, reduction: Reduction.Sum),
        ["cosine_similarity"] = x => F.cosine_similarity(x, Target, dim: 1),
        ["normalize"] = x => F.normalize(x, dim: 1),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Computes_what_PyTorch_computes(string name)
    {
        using var scope = NewDisposeScope();
        var golden = NnGolden.Case("losses", name);
        var x = NnGolden.Wave([3, 4], 0, 2);
        x.requires_grad = true;
        var y = Cases[name](x);
        y.sum().backward();
        NnGolden.Near(NnGolden.Numbers(golden.GetProperty("output")), y);
        NnGolden.Near(NnGolden.Numbers(golden.GetProperty("grad")), x.grad!);
    }

    [Fact]
    public void One_hot_counts_the_classes_or_takes_their_number()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([3, 4], F.one_hot(Classes).shape);
        Assert.Equal([3, 6], F.one_hot(Classes, 6).shape);
        Assert.Equal(3, F.one_hot(Classes, 6).sum().item<long>());
    }

    [Fact]
    public void Attention_weights_the_values_by_softmax()
    {
        using var scope = NewDisposeScope();
        Tensor q = NnGolden.Wave([1, 3, 4], 0), k = NnGolden.Wave([1, 3, 4], 1), v = NnGolden.Wave([1, 3, 4], 2);
        var expected = matmul(F.softmax(matmul(q, k.transpose(1, 2)) / 2, -1), v);
        Assert.True(expected.allclose(F.scaled_dot_product_attention(q, k, v), atol: 1e-6));
        var causal = F.scaled_dot_product_attention(q, k, v, is_casual: true);
        Assert.True(causal[0, 0].allclose(v[0, 0], atol: 1e-6));
    }

    [Fact]
    public void An_identity_grid_samples_the_image_itself()
    {
        using var scope = NewDisposeScope();
        var image = NnGolden.Wave([1, 2, 3, 4], 0);
        var grid = F.affine_grid(tensor(new[] { 1f, 0, 0, 0, 1, 0 }).reshape(1, 2, 3), [1, 2, 3, 4]);
        Assert.True(image.allclose(F.grid_sample(image, grid), atol: 1e-6));
        var mirrored = F.affine_grid(tensor(new[] { -1f, 0, 0, 0, 1, 0 }).reshape(1, 2, 3), [1, 2, 3, 4]);
        Assert.True(image.flip(3).allclose(F.grid_sample(image, mirrored, GridSampleMode.Nearest, GridSamplePaddingMode.Border), atol: 1e-6));
    }
}
