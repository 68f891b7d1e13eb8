using MLNetGradExt.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Tests.Checkpoints;

public class SafetensorsTests
{
    private static byte[] File(out Dictionary<string, Tensor> tensors)
    {
        tensors = new() { ["0.weight"] = arange(6, ScalarType.Float32).view(2, 3), ["steps"] = tensor(7L), ["none"] = empty(0, 4) };
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors, new Dictionary<string, string> { ["made"] = "here" });
        return stream.ToArray();
    }

    [Fact]
    public void Tensors_and_texts_come_back()
    {
        var (read, metadata) = Safetensors.Read(File(out var written));
        Assert.Equal("here", metadata["made"]);
        Assert.Equal(written.Keys, read.Keys);
        foreach (var (name, tensor) in written)
        {
            Assert.Equal(tensor.shape, read[name].shape);
            Assert.Equal(tensor.dtype, read[name].dtype);
            Assert.Equal(tensor.bytes.ToArray(), read[name].bytes.ToArray());
        }
    }

    [Fact]
    public void A_damaged_file_is_refused_and_nothing_worse()
    {
        var file = File(out _);
        for (var length = 0; length < file.Length; length++) Assert.Throws<InvalidDataException>(() => Safetensors.Read(file.AsSpan(0, length)));
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var mutated = file.ToArray();
            for (var j = random.Next(1, 6); j > 0; j--) mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            try
            {
                Safetensors.Read(mutated);
            }
            catch (InvalidDataException)
            {
            }
        }
    }
}
