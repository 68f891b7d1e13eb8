using MLNetGradExt.Checkpoints;
using static TorchSharp.torch;

namespace MLNetGradExt.Trainers.Tests.Checkpoints;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void What_was_saved_comes_back_bit_for_bit()
    {
        using var state = Sample();
        CheckpointFile.Save(_path, state);
        using var loaded = CheckpointFile.Load(_path);
        Assert.Equal(state.Values.Keys, loaded.Values.Keys);
        foreach (var (name, value) in state.Values)
            if (value is Tensor tensor) Assert.True(tensor.dtype == ((Tensor)loaded.Values[name]).dtype && tensor.Same((Tensor)loaded.Values[name]), name);
            else Assert.Equal(value, loaded.Values[name]);
    }

    [Fact]
    public void Damage_anywhere_is_one_kind_of_error()
    {
        using var state = Sample();
        CheckpointFile.Save(_path, state);
        var whole = File.ReadAllBytes(_path);
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = whole.ToArray();
            switch (i % 3)
            {
                case 0: bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes = bytes[..random.Next(bytes.Length)]; break;
                default: random.NextBytes(bytes.AsSpan(random.Next(bytes.Length - 8), 8)); break;
            }
            try
            {
                using var loaded = CheckpointFile.Parse(bytes, "fuzz");
                Assert.Equal(state.Values.Keys, loaded.Values.Keys); // only what does not change the contents may pass
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    public void Dispose() => File.Delete(_path);

    private static StateDictionary Sample()
    {
        using var scope = NewDisposeScope();
        var state = new StateDictionary();
        state.Write("weights", randn(3, 4));
        state.Write("steps", arange(5));
        state.Write("scalar", tensor(3.5));
        state.Write("nothing", zeros(0));
        state.Write("count", long.MinValue);
        state.Write("rate", 0.1 + 0.2);
        state.Write("best", double.NaN);
        state.Write("name", "ünï \"quoted\"\n");
        state.Scope("inner").Write("empty", "");
        return state;
    }
}
