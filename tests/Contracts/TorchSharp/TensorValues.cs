using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Operations give PyTorch's numbers, shapes and types: golden.py asks PyTorch, this file asks TorchSharp.</summary>
public class TensorValues
{
    private static readonly JsonElement Golden = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TorchSharp", "golden.json"))).RootElement;

    private static readonly Dictionary<string, Func<Inputs, Tensor>> Cases = new()
    {
        ["add"] = x => x.A + x.B, ["add alpha"] = x => x.A.add(x.B, alpha: 0.5), ["add number"] = x => x.A + 2, ["sub"] = x => x.A - x.B, ["reversed sub"] = x => 1 - x.A, ["mul"] = x => x.A * x.B,
        ["div"] = x => x.A / x.B, ["reversed div"] = x => 1 / x.B, ["div floor"] = x => x.A.div(x.B, RoundingMode.floor), ["div trunc"] = x => x.A.div(x.B, RoundingMode.trunc),
        ["remainder"] = x => x.A.remainder(x.B), ["fmod"] = x => x.A.fmod(x.B), ["floor_divide"] = x => x.Whole.floor_divide(2), ["pow"] = x => x.P.pow(2.5), ["pow tensor"] = x => x.P.pow(x.B),
        ["sqrt"] = x => x.P.sqrt(), ["rsqrt"] = x => x.P.rsqrt(), ["exp"] = x => x.A.exp(), ["expm1"] = x => x.A.expm1(), ["log"] = x => x.P.log(), ["log1p"] = x => x.P.log1p(), ["log2"] = x => x.P.log2(), ["log10"] = x => x.P.log10(),
        ["abs"] = x => x.A.abs(), ["neg"] = x => -x.A, ["sign"] = x => x.A.sign(), ["square"] = x => x.A.square(), ["reciprocal"] = x => x.B.reciprocal(), ["sin"] = x => x.A.sin(), ["cos"] = x => x.A.cos(), ["tan"] = x => x.A.tan(),
        ["tanh"] = x => x.A.tanh(), ["atan2"] = x => x.A.atan2(x.B), ["sigmoid"] = x => x.A.sigmoid(), ["erf"] = x => x.A.erf(), ["erfinv"] = x => (x.A / 4).erfinv(), ["relu"] = x => x.A.relu(), ["floor"] = x => x.A.floor(),
        ["ceil"] = x => x.A.ceil(), ["round"] = x => x.A.round(), ["trunc"] = x => x.A.trunc(), ["frac"] = x => x.A.frac(), ["clamp"] = x => x.A.clamp(-1, 1), ["clamp min"] = x => x.A.clamp(min: 0), ["clamp tensor"] = x => x.A.clamp(-x.B.abs(), x.B.abs()),
        ["lerp"] = x => x.A.lerp(x.B, tensor(0.25f)), ["addcmul"] = x => x.A.addcmul(x.B, x.P, 0.5), ["addcdiv"] = x => x.A.addcdiv(x.B, x.P, 0.5),
        ["logaddexp"] = x => x.A.logaddexp(x.B), ["xlogy"] = x => x.A.xlogy(x.P), ["lgamma"] = x => x.P.lgamma(), ["digamma"] = x => x.P.digamma(), ["hypot"] = x => x.A.hypot(x.B), ["logit"] = x => (x.P / 5).logit(),
        ["softmax"] = x => x.A.softmax(1), ["log_softmax"] = x => x.A.log_softmax(0), ["gelu"] = x => x.A.gelu(), ["silu"] = x => x.A.silu(), ["elu"] = x => x.A.elu(),
        ["leaky_relu"] = x => x.A.leaky_relu(0.1), ["softplus"] = x => x.A.softplus(), ["log_sigmoid"] = x => x.A.log_sigmoid(),
        ["maximum"] = x => maximum(x.A, x.B), ["minimum"] = x => x.A.minimum(x.B), ["nan_to_num"] = x => x.Holes.nan_to_num(0, 9, -9),
        ["eq"] = x => x.A.eq(2), ["ne"] = x => x.A.ne(2), ["lt"] = x => x.A < x.B, ["ge number"] = x => x.A.ge(0.5), ["isnan"] = x => x.Holes.isnan(), ["isinf"] = x => x.Holes.isinf(), ["isfinite"] = x => x.Holes.isfinite(),
        ["isclose"] = x => x.A.isclose(x.A + 1e-9), ["logical_and"] = x => x.A.gt(0).logical_and(x.B.gt(1)), ["logical_not"] = x => x.A.gt(0).logical_not(), ["bitwise_xor"] = x => x.A.gt(0) ^ x.B.gt(1),
        ["any"] = x => x.A.gt(2).any(), ["all dim"] = x => x.A.gt(-1).all(1), ["isin"] = x => x.Whole.isin(tensor(new long[] { 2, 9 })),
        ["sum"] = x => x.A.sum(), ["sum dim"] = x => x.A.sum(1), ["sum dims"] = x => x.Batch.sum([0, 2]), ["sum keepdim"] = x => x.A.sum(0, keepdim: true), ["sum double"] = x => x.A.sum(type: ScalarType.Float64),
        ["mean"] = x => x.A.mean(), ["mean dims"] = x => x.Batch.mean([0, 1]), ["std"] = x => x.A.std(), ["std biased"] = x => x.A.std(unbiased: false), ["std dim"] = x => x.A.std(1, keepdim: true),
        ["var"] = x => x.A.var(), ["var dims"] = x => x.Batch.var(new long[] { 0, 2 }, unbiased: false), ["prod"] = x => x.A.prod(), ["prod dim"] = x => x.A.prod(1), ["cumsum"] = x => x.A.cumsum(1), ["cumprod"] = x => x.A.cumprod(0),
        ["max"] = x => x.A.max(), ["max dim values"] = x => x.A.max(1).values, ["max dim indices"] = x => x.A.max(1).indexes, ["min dim values"] = x => x.A.min(0).values, ["argmax"] = x => x.A.argmax(), ["argmax dim"] = x => x.A.argmax(1, keepdim: true),
        ["argmin dim"] = x => x.A.argmin(0), ["amax"] = x => x.Batch.amax(0, 2), ["amin"] = x => x.Batch.amin(1), ["norm"] = x => x.A.norm(), ["norm 1"] = x => x.A.norm(1f), ["norm dim"] = x => x.A.norm(1, p: 2), ["median"] = x => x.V.median(),
        ["logsumexp"] = x => x.A.logsumexp(1), ["quantile"] = x => x.A.quantile(tensor(new[] { 0.25f, 0.5f }), 1), ["count_nonzero"] = x => (x.Whole - 2).count_nonzero(), ["nansum"] = x => x.Holes.narrow(0, 0, 2).nansum(),
        ["bincount"] = x => x.Whole.flatten().bincount(null), ["histc"] = x => x.P.histc(4, 0, 4), ["unique"] = x => x.Whole.unique().output, ["unique counts"] = x => x.Whole.unique(return_counts: true).counts!,
        ["topk values"] = x => x.A.topk(2).values, ["topk indices"] = x => x.A.topk(2).indexes, ["sort values"] = x => x.A.sort(1).Values, ["sort indices"] = x => x.A.sort(1, descending: true).Indices, ["argsort"] = x => x.A.argsort(0),
        ["kthvalue"] = x => x.A.kthvalue(2, 1).values, ["searchsorted"] = x => searchsorted(tensor(new[] { 0f, 1f, 2f }), x.A), ["bucketize"] = x => x.A.bucketize(tensor(new[] { 0f, 1f, 2f })),
        ["matmul"] = x => x.A.matmul(x.M), ["mm"] = x => x.A.mm(x.M), ["bmm"] = x => x.Batch.bmm(x.Batch.transpose(1, 2)), ["mv"] = x => x.A.mv(x.V), ["dot"] = x => x.V.dot(x.V), ["outer"] = x => x.V.outer(x.V), ["addmm"] = x => x.A.addmm(x.A, x.M, 0.5f, 2),
        ["addmv"] = x => x.A.select(1, 0).addmv(x.A, x.V, 2, 0.5f), ["einsum"] = x => einsum("ij,kj->ik", x.A, x.B),
        ["tensordot"] = x => x.A.tensordot(x.B, [1], [1]), ["trace"] = x => x.M.trace(), ["kron"] = x => x.V.kron(x.V), ["linalg.norm"] = x => linalg.norm(x.A), ["linalg.vector_norm"] = x => linalg.vector_norm(x.A, 3, [1]),
        ["linalg.matrix_norm"] = x => linalg.matrix_norm(x.M, "nuc"), ["linalg.inv"] = x => linalg.inv(x.M), ["linalg.det"] = x => linalg.det(x.M), ["linalg.solve"] = x => linalg.solve(x.M, x.V),
        ["linalg.lstsq"] = x => linalg.lstsq(x.B.T, stack([x.V, x.V * x.V], 1)).Solution, ["linalg.eigh"] = x => linalg.eigh(x.M).Item1, ["linalg.svdvals"] = x => linalg.svdvals(x.M), ["linalg.svd"] = x => Rebuilt(linalg.svd(x.M)),
        ["linalg.qr"] = x => linalg.qr(x.M) is var (q, r) ? q.matmul(r) : null!, ["cholesky"] = x => linalg.cholesky(x.M), ["matrix_power"] = x => x.M.matrix_power(3), ["linalg.pinv"] = x => linalg.pinv(x.A),
        ["view"] = x => x.A.view(3, 2), ["reshape"] = x => x.A.reshape(-1), ["flatten"] = x => x.Batch.flatten(1), ["permute"] = x => x.Batch.permute(2, 0, 1), ["transpose"] = x => x.A.transpose(0, 1), ["T"] = x => x.A.T, ["unsqueeze"] = x => x.V.unsqueeze(1),
        ["squeeze"] = x => x.A.unsqueeze(0).squeeze(0), ["expand"] = x => x.V.expand(2, 3), ["repeat"] = x => x.V.repeat(2, 2), ["repeat_interleave"] = x => x.V.repeat_interleave(2), ["tile"] = x => x.V.tile([2]), ["narrow"] = x => x.A.narrow(1, 1, 2),
        ["select"] = x => x.A.select(0, 1), ["slice"] = x => x.A.slice(1, 0, 3, 2), ["as_strided"] = x => x.A.as_strided([2, 2], [1, 2]), ["split"] = x => x.A.split(2, 1)[1], ["chunk"] = x => x.A.chunk(2, 1)[0], ["unbind"] = x => x.A.unbind()[1], ["cat"] = x => cat([x.A, x.B], 1),
        ["stack"] = x => stack([x.A, x.B], 1), ["vstack"] = x => vstack(new[] { x.A, x.V }), ["hstack"] = x => hstack(x.V, x.V), ["flip"] = x => x.A.flip(1), ["roll"] = x => x.A.roll(1, 1), ["triu"] = x => x.M.triu(1), ["tril"] = x => x.M.tril(), ["diag"] = x => x.V.diag(),
        ["diagonal"] = x => x.M.diagonal(), ["unfold"] = x => x.V.unfold(0, 2, 1), ["meshgrid"] = x => meshgrid([x.V, x.V.narrow(0, 0, 2)])[1], ["movedim"] = x => x.Batch.movedim([0], [2]), ["diff"] = x => x.V.diff(),
        ["index_select"] = x => x.A.index_select(0, x.Rows), ["gather"] = x => x.A.gather(1, tensor(new long[,] { { 0, 2 }, { 1, 1 } })), ["scatter"] = x => zeros(2, 3).scatter(1, tensor(new long[,] { { 2 }, { 0 } }), x.A),
        ["scatter_add"] = x => ones(2, 3).scatter_add(1, tensor(new long[,] { { 0, 0 }, { 2, 1 } }), x.A), ["index_add"] = x => zeros(2, 3).index_add(0, x.Rows, x.M, 2), ["index_copy"] = x => zeros(3, 3).index_copy(0, tensor(new long[] { 2, 0 }), x.A),
        ["index_fill"] = x => x.A.index_fill(1, tensor(new long[] { 1 }), 7), ["masked_fill"] = x => x.A.masked_fill(x.A.lt(0), -9), ["masked_select"] = x => x.A.masked_select(x.A.gt(0)), ["where"] = x => where(x.A.gt(0), x.A, x.B), ["take"] = x => x.A.take(tensor(new long[] { 0, 5 })),
        ["nonzero"] = x => x.A.gt(0).nonzero(), ["index tensor"] = x => x.A[x.Rows], ["index mask"] = x => x.A[x.A.gt(0)], ["index slice"] = x => x.A[TensorIndex.Slice(1), TensorIndex.Slice(step: 2)], ["index ellipsis"] = x => x.Batch[TensorIndex.Ellipsis, 1], ["index none"] = x => x.V[TensorIndex.None], ["index last"] = x => x.A[^1],
        ["arange"] = x => arange(1f, 2f, 0.25f), ["arange whole"] = x => arange(5), ["linspace"] = x => linspace(0, 1, 5), ["eye"] = x => eye(2, 3), ["full"] = x => full(2, 1.5), ["ones_like"] = x => ones_like(x.Whole),
        ["to int"] = x => x.A.to(ScalarType.Int64), ["to bool"] = x => x.A.@bool(), ["result of int and float"] = x => x.Whole + 0.5f, ["one over int"] = x => x.Whole / 2,
    };

    public static TheoryData<string> Names => [.. Golden.EnumerateObject().Select(p => p.Name)];

    [Fact]
    public void EveryCaseHasItsGoldenValue() => Assert.Equal(Golden.EnumerateObject().Select(p => p.Name).Order(), Cases.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void GivesPyTorchsValues(string name)
    {
        using var scope = NewDisposeScope();
        var result = Cases[name](new Inputs());
        var golden = Golden.GetProperty(name);
        Assert.Equal(golden.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()), result.shape);
        Assert.Equal(golden.GetProperty("type").GetString(), TypeName(result.dtype));
        var expected = golden.GetProperty("values").EnumerateArray().Select(n => n.GetDouble()).ToArray();
        var actual = result.to(ScalarType.Float64).data<double>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])));
    }

    private static Tensor Rebuilt((Tensor U, Tensor S, Tensor Vh) parts) => parts.U.matmul(parts.S.diag()).matmul(parts.Vh);

    private static string TypeName(ScalarType type) => type.ToString().ToLowerInvariant();

    private sealed class Inputs
    {
        public Tensor A { get; } = tensor(new[,] { { 0.5f, -1.25f, 2f }, { 3f, 0.75f, -0.5f } });

        public Tensor B { get; } = tensor(new[,] { { 1.5f, 2f, -0.25f }, { 0.5f, 4f, 1f } });

        public Tensor P { get; } = tensor(new[,] { { 0.1f, 0.6f, 0.9f }, { 1.5f, 2.5f, 4f } });

        public Tensor M { get; } = tensor(new[,] { { 4f, 1f, 0.5f }, { 1f, 3f, 0.25f }, { 0.5f, 0.25f, 2f } });

        public Tensor V { get; } = tensor(new[] { 1f, -2f, 0.5f });

        public Tensor Batch { get; } = arange(12, ScalarType.Float32).reshape(2, 2, 3) / 4 - 1;

        public Tensor Whole { get; } = tensor(new long[,] { { 7, 2, 9 }, { 4, 2, 7 } });

        public Tensor Rows { get; } = tensor(new long[] { 1, 0, 1 });

        public Tensor Holes { get; } = tensor(new[] { 1f, float.NaN, float.PositiveInfinity, -2f });
    }
}
