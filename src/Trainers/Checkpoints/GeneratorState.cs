using System.Buffers.Binary;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>Where a random generator stands.</summary>
internal static class GeneratorState
{
    public static void Write(IStateWriter writer, string name, Generator generator)
    {
        using var state = generator.get_state();
        writer.Write(name, state);
    }

    /// <exception cref="InvalidDataException">The state is missing, damaged, or belongs to a generator of another device.</exception>
    public static void Read(IStateReader reader, string name, Generator generator)
    {
        using var scope = NewDisposeScope();
        var own = generator.get_state();
        reader.ReadInto(name, own); // checks type and size: native code that minds its state ends the process
        if (!Sound(own.data<byte>().ToArray())) throw new InvalidDataException($"The state's {name} is no state of a random generator: the file is damaged.");
        generator.set_state(own);
    }

    // libtorch's layout of a processor's generator: seed, numbers left, seeded or not, place of the next, then the twister's 624 words.
    private static bool Sound(ReadOnlySpan<byte> state)
    {
        const int Bytes = 5056, Words = 624;
        if (state.Length != Bytes) return true;
        var (left, seeded, next) = (BinaryPrimitives.ReadInt32LittleEndian(state[8..]), BinaryPrimitives.ReadInt32LittleEndian(state[12..]), BinaryPrimitives.ReadUInt64LittleEndian(state[16..]));
        return left is > 0 and <= Words && seeded != 0 && next <= (ulong)(Words + 1 - left);
    }
}
