using static TorchSharp.torch;

namespace MLNetGradExt.Checkpoints;

/// <summary>Gives back state that an <see cref="IStateWriter"/> received. A missing name or another type is an <see cref="InvalidDataException"/> that names it.</summary>
public interface IStateReader
{
    /// <summary>Whether a value of this name exists here.</summary>
    bool Has(string name);

    /// <summary>Copies a stored tensor into one of the same shape and type, wherever it lives.</summary>
    void ReadInto(string name, Tensor destination);

    /// <summary>A fresh copy of a stored tensor, on the processor; the caller (or its dispose scope) owns it.</summary>
    Tensor ReadTensor(string name);

    /// <summary>An integer.</summary>
    long ReadInt64(string name);

    /// <summary>A number.</summary>
    double ReadDouble(string name);

    /// <summary>Text.</summary>
    string ReadString(string name);

    /// <summary>A reader of the values under this name.</summary>
    IStateReader Scope(string name);
}
