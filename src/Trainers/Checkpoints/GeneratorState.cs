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

    /// <exception cref="InvalidDataException">The state is missing or belongs to a generator of another device.</exception>
    public static void Read(IStateReader reader, string name, Generator generator)
    {
        using var scope = NewDisposeScope();
        var own = generator.get_state();
        reader.ReadInto(name, own); // checks type and size, which native code might not survive
        generator.set_state(own);
    }
}
