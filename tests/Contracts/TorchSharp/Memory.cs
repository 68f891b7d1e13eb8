using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Contracts.Tests.TorchSharpContract;

/// <summary>Numbers on their way between .NET and tensors: copies, shared memory, streams.</summary>
public class Memory
{
    [Fact]
    public void TensorCopiesAndFromArrayShares()
    {
        using var scope = NewDisposeScope();
        float[] copied = [1, 2, 3], shared = [1, 2, 3];
        Tensor copy = tensor(copied), view = from_array(shared);
        copied[0] = shared[0] = 9;
        Assert.Equal(1f, copy[0].item<float>());
        Assert.Equal(9f, view[0].item<float>());
        view.add_(1);
        Assert.Equal([10f, 3, 4], shared);
    }

    [Fact]
    public void FromBufferSeesAPart()
    {
        using var scope = NewDisposeScope();
        var part = frombuffer(new long[] { 1, 2, 3, 4 }, ScalarType.Int64, count: 2, offset: 1);
        Assert.Equal([2L, 3], part.data<long>().ToArray());
        Assert.Throws<ArgumentException>(() => frombuffer(new long[2], ScalarType.Int64, offset: 5));
    }

    [Fact]
    public void EveryElementTypeFindsItsWay()
    {
        using var scope = NewDisposeScope();
        (Array, ScalarType)[] arrays =
        [
            (new[] { true, false }, ScalarType.Bool), (new byte[] { 1, 2 }, ScalarType.Byte), (new sbyte[] { 1, 2 }, ScalarType.Int8), (new short[] { 1, 2 }, ScalarType.Int16),
            (new[] { 1, 2 }, ScalarType.Int32), (new[] { 1L, 2 }, ScalarType.Int64), (new[] { 1f, 2 }, ScalarType.Float32), (new[] { 1.0, 2 }, ScalarType.Float64),
            (new[] { System.Numerics.Complex.One, 2 }, ScalarType.ComplexFloat64), (new float[,] { { 1, 2 }, { 3, 4 } }, ScalarType.Float32),
        ];
        foreach (var (array, type) in arrays)
        {
            var x = from_array(array);
            Assert.Equal(type, x.dtype);
            Assert.Equal(array.Length, x.numel());
            Assert.Equal(array.Rank, x.ndim);
        }
        Assert.Equal(ScalarType.ComplexFloat32, tensor(new[] { (1f, 2f) }).dtype);
        Assert.Equal([1f, 2, 3, 4], from_array(new float[,] { { 1, 2 }, { 3, 4 } }).data<float>().ToArray());
    }

    [Fact]
    public void ConversionsHappenOnTheWay()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1, 2, 3 }, ScalarType.Float32);
        Assert.Equal(ScalarType.Float32, x.dtype);
        Assert.Equal([1f, 2, 3], x.data<float>().ToArray());
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>().ToArray());
        Assert.Equal([3L], tensor(new List<long> { 3 }).data<long>().ToArray());
        Assert.Equal(ScalarType.Int64, tensor(3L).dtype);
        Assert.Equal(0, tensor(3.5).dim());
    }

    [Fact]
    public void DataReadsStridedTensorsInRowOrder()
    {
        using var scope = NewDisposeScope();
        var x = arange(12).reshape(3, 4).t();
        Assert.Equal([0L, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], x.data<long>().ToArray());
        // Copies that start in the middle are promised for contiguous tensors only.
        var part = new long[4];
        x.contiguous().data<long>().CopyTo(part, arrayIndex: 1, tensorIndex: 5);
        Assert.Equal([0L, 9, 2, 6], part);
        Assert.Equal(6, x.data<long>()[2, 1]);
        Assert.Equal(6, x.data<long>()[7]);
        Assert.Equal(12, x.data<long>().Count);
        Assert.Equal(66, x.data<long>().Sum());
        Assert.Equal(7L, x.data<long>().ToNDArray().GetValue(3, 1));
    }

    [Fact]
    public void DataWrites()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);
        x.data<float>().CopyFrom([1, 2, 3, 4, 5, 6]);
        x.data<float>()[1, 1] = 50;
        Assert.Equal([1f, 2, 3, 4, 50, 6], x.data<float>().ToArray());
        x.bytes = new byte[24];
        Assert.Equal(0f, x.sum().item<float>());
        Assert.Equal(24, x.bytes.Length);
    }

    [Fact]
    public void IndexersReadAndWrite()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3, 3);
        x[1] = ones(3);
        x[0, 2] = tensor(5f);
        x[TensorIndex.Colon, 0] = tensor(7f);
        x.index_put_(tensor(new[] { 1f, 1f }), [tensor(new long[] { 2, 2 }), tensor(new long[] { 1, 1 })], accumulate: true);
        Assert.Equal([7f, 0, 5, 7, 1, 1, 7, 2, 0], x.data<float>().ToArray());
        x[x.gt(4)] = tensor(-1f);
        Assert.Equal(-4f + 4f, x.sum().item<float>());
    }

    [Fact]
    public void InPlaceOperationsAnswerTheSameObject()
    {
        using var scope = NewDisposeScope();
        var x = ones(2);
        Assert.Same(x, x.mul_(2));
        Assert.Same(x, x.fill_(3));
        Assert.Same(x, x.copy_(ones(2)));
        Assert.NotSame(x, x.alias());
        x.alias().add_(1);
        Assert.Equal(2f, x[0].item<float>());
    }

    [Fact]
    public void StreamsKeepTypeShapeAndValues()
    {
        using var scope = NewDisposeScope();
        var x = arange(300, ScalarType.Float64).reshape(2, 150) / 7;
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) x.Save(writer);
        stream.Position = 0;
        Assert.True(x.Equals(Tensor.Load(new BinaryReader(stream))));
        stream.Position = 0;
        var wrong = zeros(3, 100, ScalarType.Float64);
        Assert.Throws<ArgumentException>(() => wrong.Load(new BinaryReader(stream)));
    }

    [Fact]
    public void TextNamesShapeTypeAndDevice()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[2x3], type = Float32, device = cpu", ones(2, 3).ToString());
        Assert.Equal("[[0, 1]\n [2, 3]]", arange(4).reshape(2, 2).npstr(newLine: "\n"));
    }

    [Fact]
    public void DefaultsFollowTheDefaultType()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float32, ones(1).dtype);
        Assert.Equal(ScalarType.Int64, full(1, 3).dtype);
        set_default_dtype(ScalarType.Float64);
        try { Assert.Equal(ScalarType.Float64, ones(1).dtype); }
        finally { set_default_dtype(ScalarType.Float32); }
    }

    [Fact]
    public void DevicesParse()
    {
        Assert.Equal(DeviceType.CPU, device("cpu").type);
        var second = new Device("cuda:1");
        Assert.Equal((DeviceType.CUDA, 1), (second.type, second.index));
        Assert.Equal("cuda:1", second.ToString());
        Assert.Equal("cpu", CPU.ToString());
    }
}
