using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>Receives state as named values in nested scopes.</summary>
public interface IStateWriter
{
    /// <summary>Stores a copy of a tensor.</summary>
    void Write(string name, Tensor value);

    /// <summary>Stores an integer.</summary>
    void Write(string name, long value);

    /// <summary>Stores a number, bit for bit.</summary>
    void Write(string name, double value);

    /// <summary>Stores text.</summary>
    void Write(string name, string value);

    /// <summary>A writer whose names live under this one.</summary>
    IStateWriter Scope(string name);
}
