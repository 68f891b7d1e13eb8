using Microsoft.ML.Data;

namespace MLNetGradExt.Persistence;

/// <summary>The columns that the stages of a saved network pass each other; dropped at the end of the chain.</summary>
internal static class StateColumns
{
    public const string Features = "MLNetGradExt.Features";
    public const string Id = "MLNetGradExt.Id";
    public const string Wanted = "MLNetGradExt.Wanted";
    public const string State = "MLNetGradExt.State";
    public const string Part = "MLNetGradExt.State.";
    public const string Scores = "MLNetGradExt.Scores";
    public const string Class = "MLNetGradExt.Class";
    public const string Piece = "MLNetGradExt.Piece.";

    /// <summary>The key under which the bytes are looked up while they are wanted.</summary>
    public const uint Bytes = 1;

    /// <summary>The key of no bytes, once the network is unpacked: looking up copies.</summary>
    public const uint Nothing = 2;
}

/// <summary>A row that asks for the state.</summary>
internal sealed class AskInput
{
    [ColumnName(StateColumns.Features)] public VBuffer<float> Features { get; set; }
}

/// <summary>The place of the network, and the key of its bytes.</summary>
internal sealed class Asked
{
    [ColumnName(StateColumns.Id)] public ulong Id { get; set; }

    [ColumnName(StateColumns.Wanted)] public uint Wanted { get; set; }
}

/// <summary>A row of the table of bytes.</summary>
internal sealed class StateRow
{
    [ColumnName(StateColumns.Wanted)] public uint Wanted { get; set; }

    [ColumnName(StateColumns.State)] public VBuffer<byte> State { get; set; }
}

/// <summary>A row to score.</summary>
internal sealed class ScoreInput
{
    [ColumnName(StateColumns.Features)] public VBuffer<float> Features { get; set; }

    [ColumnName(StateColumns.Id)] public ulong Id { get; set; }

    [ColumnName(StateColumns.State)] public VBuffer<byte> State { get; set; }
}

/// <summary>A regression's output.</summary>
internal sealed class RegressionOutput
{
    public float Score { get; set; }
}

/// <summary>A binary classifier's outputs.</summary>
internal sealed class BinaryOutput
{
    public bool PredictedLabel { get; set; }

    public float Score { get; set; }

    public float Probability { get; set; }
}

/// <summary>A multiclass classifier's outputs, not yet of known size and without names.</summary>
internal sealed class MulticlassOutput
{
    [ColumnName(StateColumns.Class)] public uint Class { get; set; }

    [ColumnName(StateColumns.Scores)] public float[] Scores { get; set; } = [];
}
