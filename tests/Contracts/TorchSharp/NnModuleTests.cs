using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Modules as trees: registration, names, state, modes, conversion, disposal.</summary>
public class NnModuleTests
{
    private sealed class Net : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> first = Linear(3, 4);
        private readonly ModuleList<Linear> more = ModuleList(Linear(4, 4), Linear(4, 4));
        private readonly Sequential head = Sequential(("norm", BatchNorm1d(4)), ("out", Linear(4, 2, hasBias: false)));
        private readonly Parameter scale = Parameter(ones(1));
        private readonly Tensor shift = zeros(1);

        public Net() : base("net") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = first.call(input);
            foreach (var layer in more) x = layer.call(x);
            return (head.call(x) * scale + shift).MoveToOuterDisposeScope();
        }
    }

    [Fact]
    public void Fields_become_named_components()
    {
        using var net = new Net();
        Assert.Equal(["first", "more", "head"], net.named_children().Select(c => c.name));
        Assert.Equal(new[] { "first.bias", "first.weight", "head.norm.bias", "head.norm.weight", "head.out.weight", "more.0.bias", "more.0.weight", "more.1.bias", "more.1.weight", "scale" },
            net.named_parameters().Select(p => p.name).Order(StringComparer.Ordinal));
        Assert.Equal(new[] { "head.norm.num_batches_tracked", "head.norm.running_mean", "head.norm.running_var", "shift" }, net.named_buffers().Select(p => p.name).Order(StringComparer.Ordinal));
        Assert.Equal(14, net.state_dict().Count);
        Assert.Contains("head.norm", net.named_modules().Select(m => m.name));
        Assert.DoesNotContain("", net.named_modules().Select(m => m.name));
        Assert.NotNull(net.get_parameter("head.out.weight"));
        Assert.True(net.has_buffer("head.norm.running_var"));
        Assert.Null(net.get_parameter("head.nothing"));
        Assert.Equal("net", net.GetName());
    }

    [Fact]
    public void Train_and_eval_reach_every_descendant()
    {
        using var net = new Net();
        Assert.True(net.training);
        net.eval();
        Assert.All(net.modules(), m => Assert.False(m.training));
        net.train();
        Assert.All(net.modules(), m => Assert.True(m.training));
    }

    [Fact]
    public void A_state_can_be_copied_into_another_module()
    {
        using Net a = new(), b = new();
        using var x = NnGolden.Wave([5, 3], 0);
        a.eval();
        b.eval();
        Assert.False(a.call(x).allclose(b.call(x)));
        var (missing, unexpected) = b.load_state_dict(a.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.True(a.call(x).allclose(b.call(x)));
    }

    [Fact]
    public void A_state_with_other_names_is_refused_unless_told_otherwise()
    {
        using var net = new Net();
        var state = new Dictionary<string, Tensor>(net.state_dict());
        state.Remove("scale");
        state["strange"] = zeros(1);
        Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        var (missing, unexpected) = net.load_state_dict(state, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Equal(["strange"], unexpected);
    }

    [Fact]
    public void Saved_and_loaded_modules_agree()
    {
        using Net a = new(), b = new();
        var path = Path.GetTempFileName();
        try
        {
            a.save(path);
            b.load(path);
            foreach (var (name, tensor) in a.state_dict()) Assert.True(tensor.allclose(b.state_dict()[name]), name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Conversion_changes_parameters_buffers_and_the_fields_that_hold_them()
    {
        using var net = new Net().to(ScalarType.Float64);
        Assert.All(net.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.All(net.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
        Assert.Equal(ScalarType.Float64, net.get_buffer("head.norm.running_mean")!.dtype);
        Assert.Equal(ScalarType.Int64, net.get_buffer("head.norm.num_batches_tracked")!.dtype);
        using var x = NnGolden.Wave([5, 3], 0).to(ScalarType.Float64);
        using var y = net.call(x);
        Assert.Equal(ScalarType.Float64, y.dtype);
        Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int64));
    }

    [Fact]
    public void Zero_grad_removes_gradients_or_zeroes_them()
    {
        using var linear = Linear(2, 1);
        using var x = ones(3, 2);
        linear.call(x).sum().backward();
        linear.zero_grad(set_to_none: false);
        Assert.Equal(0, linear.weight.grad!.abs().sum().item<float>());
        linear.zero_grad();
        Assert.Null(linear.weight.grad);
    }

    [Fact]
    public void Apply_visits_children_before_their_parent()
    {
        using var net = new Net();
        var seen = new List<Module>();
        net.apply(seen.Add);
        Assert.Same(net, seen[^1]);
        Assert.Equal(net.modules().Count() + 1, seen.Count);
    }

    [Fact]
    public void Batch_norm_keeps_running_statistics_while_training_only()
    {
        using var norm = BatchNorm1d(2);
        using var x = tensor(new[] { 1f, 10, 3, 30 }).reshape(2, 2);
        norm.call(x).Dispose();
        using var mean = tensor(new[] { 0.2f, 2 });
        using var variance = tensor(new[] { 0.9f + 0.2f, 0.9f + 20 });
        Assert.True(norm.running_mean!.allclose(mean));
        Assert.True(norm.running_var!.allclose(variance));
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
        norm.eval();
        norm.call(x).Dispose();
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], norm.state_dict().Keys);
    }

    [Fact]
    public void Dropout_drops_while_training_and_scales_what_stays()
    {
        using var scope = NewDisposeScope();
        using var dropout = Dropout(0.25);
        var x = ones(10_000);
        var y = dropout.call(x);
        Assert.InRange(y.count_nonzero().item<long>(), 7_200, 7_800);
        Assert.InRange(y.max().item<float>(), 1.333f, 1.334f);
        dropout.eval();
        Assert.True(dropout.call(x).allclose(x));
        using var channels = Dropout2d(0.5);
        var sums = channels.call(ones(1, 64, 4, 4)).sum([2, 3]);
        Assert.All(sums.data<float>().ToArray(), s => Assert.True(s is 0 or 32));
    }

    [Fact]
    public void An_embedding_looks_rows_up_and_never_trains_the_padding()
    {
        using var scope = NewDisposeScope();
        using var embedding = Embedding(5, 3, padding_idx: 1);
        Assert.Equal(0, embedding.weight![1].abs().sum().item<float>());
        var y = embedding.call(tensor(new long[] { 1, 4, 4 }).reshape(1, 3));
        Assert.Equal([1, 3, 3], y.shape);
        Assert.True(y[0, 1].allclose(embedding.weight![4]));
        y.sum().backward();
        Assert.Equal([0f, 0, 0, 0, 2], embedding.weight!.grad!.select(1, 0).data<float>().ToArray());
    }

    [Fact]
    public void A_sequential_counts_slices_and_appends()
    {
        using var x = ones(1, 2);
        using var net = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        Assert.Equal(3, net.Count);
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], net.named_parameters().Select(p => p.name));
        Assert.IsType<ReLU>(net[1]);
        Assert.Equal(2, net[..2].Count);
        net.append("last", Tanh());
        Assert.Equal("last", net.named_children().Last().name);
        using var y = net.call(x);
        Assert.Equal([1, 1], y.shape);
        using var empty = Sequential();
        using var same = empty.call(x);
        Assert.True(same.allclose(x));
    }

    [Fact]
    public void A_sequential_disposes_what_flows_between_its_modules()
    {
        using var net = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        using var x = ones(1, 2);
        net.call(x).Dispose();
        var before = Tensor.TotalCount;
        net.call(x).Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Hooks_run_around_forward_until_they_are_removed()
    {
        using var relu = ReLU();
        using var x = tensor(new[] { -1f, 2 });
        var calls = 0;
        var before = relu.register_forward_pre_hook((_, input) => input + 10);
        var after = relu.register_forward_hook((_, input, output) => { calls++; return output; });
        using var hooked = relu.call(x);
        Assert.Equal([9f, 12], hooked.data<float>().ToArray());
        before.remove();
        after.remove();
        using var plain = relu.call(x);
        Assert.Equal([0f, 2], plain.data<float>().ToArray());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Disposing_a_module_disposes_its_tensors()
    {
        var net = new Net();
        var weight = net.get_parameter("first.weight")!;
        net.Dispose();
        Assert.True(weight.IsInvalid);
    }

    [Fact]
    public void A_parameter_made_in_a_scope_lives_as_long_as_its_module()
    {
        Linear linear;
        using (NewDisposeScope()) linear = Linear(2, 2);
        Assert.False(linear.weight.IsInvalid);
        linear.Dispose();
        Tensor kept;
        using (NewDisposeScope()) kept = Parameter(ones(2));
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void Recurrent_networks_and_embeddings_leave_their_parameters_to_the_scope_they_are_made_in()
    {
        LSTM lstm;
        Embedding embedding;
        using (NewDisposeScope())
        {
            lstm = LSTM(2, 3);
            embedding = Embedding(4, 2);
            Assert.Equal(4, lstm.parameters().Count());
        }
        Assert.Empty(lstm.parameters());
        Assert.Empty(embedding.parameters());
    }

    [Fact]
    public void Components_can_be_registered_by_hand_once()
    {
        using var net = new Net();
        net.register_buffer("extra", ones(2));
        Assert.Throws<InvalidOperationException>(() => net.register_buffer("extra", ones(2)));
        Assert.Throws<InvalidOperationException>(() => net.register_module("head", ReLU()));
        Assert.Throws<ArgumentException>(() => net.register_module("a.b", ReLU()));
        Assert.True(net.has_buffer("extra"));
    }

    public static TheoryData<string> Mistakes => ["linear", "conv", "norm", "group norm", "embedding", "lstm", "gru state", "pool", "cross entropy"];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_become_exceptions(string mistake)
    {
        using var scope = NewDisposeScope();
        var x = ones(3, 5);
        Action act = mistake switch
        {
            "linear" => () => Linear(2, 2).call(x),
            "conv" => () => Conv2d(3, 1, 3).call(x),
            "norm" => () => BatchNorm2d(3).call(x),
            "group norm" => () => GroupNorm(2, 4).call(ones(1, 5, 3)),
            "embedding" => () => Embedding(3, 2).call(tensor(new long[] { 7 })),
            "lstm" => () => LSTM(4, 2).call(ones(2, 3, 5)),
            "gru state" => () => GRU(5, 2).call(ones(2, 3, 5), ones(1, 3, 9)),
            "pool" => () => MaxPool2d(9).call(ones(1, 1, 3, 3)),
            _ => () => CrossEntropyLoss().call(x, tensor(new long[] { 0, 9, 1 })),
        };
        Assert.NotEmpty(Assert.ThrowsAny<Exception>(act).Message);
    }
}
