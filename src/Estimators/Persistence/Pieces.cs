using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetGradExt.Persistence;

/// <summary>
/// Gives a vector of unknown size its known size back. A custom mapping's output sizes are attributes, fixed when this library is
/// compiled, so the scores are cut into pieces whose sizes are powers of two, as the binary digits of their number say, and joined again
/// by the stock Concatenate.
/// </summary>
internal static class Pieces
{
    /// <summary>Scores longer than this can't be cut.</summary>
    public const int MaxLength = (1 << 17) - 1;

    /// <summary>The stages that cut scores of a length, largest piece first, and the columns they write.</summary>
    public static (IEstimator<ITransformer>[] Stages, string[] Columns) Cut(MLContext context, int length)
    {
        if (length > MaxLength) throw new NotSupportedException($"A model of {length} classes can't be saved with Model.Save, which has room for {MaxLength}.");
        int[] powers = [.. Enumerable.Range(0, 17).Where(p => (length >> p & 1) == 1).Reverse()];
        return ([.. powers.Select(p => Stage(context, p))], [.. powers.Select(p => StateColumns.Piece + p)]);
    }

    /// <summary>The piece of 2^<paramref name="power"/> scores: it begins behind all larger pieces.</summary>
    public static float[] Piece(float[] scores, int power) => scores.AsSpan(scores.Length >> (power + 1) << (power + 1), 1 << power).ToArray();

    private static IEstimator<ITransformer> Stage(MLContext context, int power) => power switch
    {
        0 => Map(context, new Piece0Stage(), 0),
        1 => Map(context, new Piece1Stage(), 1),
        2 => Map(context, new Piece2Stage(), 2),
        3 => Map(context, new Piece3Stage(), 3),
        4 => Map(context, new Piece4Stage(), 4),
        5 => Map(context, new Piece5Stage(), 5),
        6 => Map(context, new Piece6Stage(), 6),
        7 => Map(context, new Piece7Stage(), 7),
        8 => Map(context, new Piece8Stage(), 8),
        9 => Map(context, new Piece9Stage(), 9),
        10 => Map(context, new Piece10Stage(), 10),
        11 => Map(context, new Piece11Stage(), 11),
        12 => Map(context, new Piece12Stage(), 12),
        13 => Map(context, new Piece13Stage(), 13),
        14 => Map(context, new Piece14Stage(), 14),
        15 => Map(context, new Piece15Stage(), 15),
        _ => Map(context, new Piece16Stage(), 16),
    };

    private static IEstimator<ITransformer> Map<TPiece>(MLContext context, CustomMappingFactory<ScoresInput, TPiece> factory, int power) where TPiece : class, new()
        => (IEstimator<ITransformer>)context.Transforms.CustomMapping(factory.GetMapping(), StateColumns.Piece + power);
}

/// <summary>Scores of a row.</summary>
internal sealed class ScoresInput
{
    [ColumnName(StateColumns.Scores)] public float[] Scores { get; set; } = [];
}

internal sealed class Piece0
{
    [VectorType(1), ColumnName(StateColumns.Piece + "0")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "0")]
internal sealed class Piece0Stage : CustomMappingFactory<ScoresInput, Piece0>
{
    public override Action<ScoresInput, Piece0> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 0);
}

internal sealed class Piece1
{
    [VectorType(2), ColumnName(StateColumns.Piece + "1")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "1")]
internal sealed class Piece1Stage : CustomMappingFactory<ScoresInput, Piece1>
{
    public override Action<ScoresInput, Piece1> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 1);
}

internal sealed class Piece2
{
    [VectorType(4), ColumnName(StateColumns.Piece + "2")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "2")]
internal sealed class Piece2Stage : CustomMappingFactory<ScoresInput, Piece2>
{
    public override Action<ScoresInput, Piece2> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 2);
}

internal sealed class Piece3
{
    [VectorType(8), ColumnName(StateColumns.Piece + "3")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "3")]
internal sealed class Piece3Stage : CustomMappingFactory<ScoresInput, Piece3>
{
    public override Action<ScoresInput, Piece3> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 3);
}

internal sealed class Piece4
{
    [VectorType(16), ColumnName(StateColumns.Piece + "4")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "4")]
internal sealed class Piece4Stage : CustomMappingFactory<ScoresInput, Piece4>
{
    public override Action<ScoresInput, Piece4> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 4);
}

internal sealed class Piece5
{
    [VectorType(32), ColumnName(StateColumns.Piece + "5")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "5")]
internal sealed class Piece5Stage : CustomMappingFactory<ScoresInput, Piece5>
{
    public override Action<ScoresInput, Piece5> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 5);
}

internal sealed class Piece6
{
    [VectorType(64), ColumnName(StateColumns.Piece + "6")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "6")]
internal sealed class Piece6Stage : CustomMappingFactory<ScoresInput, Piece6>
{
    public override Action<ScoresInput, Piece6> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 6);
}

internal sealed class Piece7
{
    [VectorType(128), ColumnName(StateColumns.Piece + "7")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "7")]
internal sealed class Piece7Stage : CustomMappingFactory<ScoresInput, Piece7>
{
    public override Action<ScoresInput, Piece7> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 7);
}

internal sealed class Piece8
{
    [VectorType(256), ColumnName(StateColumns.Piece + "8")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "8")]
internal sealed class Piece8Stage : CustomMappingFactory<ScoresInput, Piece8>
{
    public override Action<ScoresInput, Piece8> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 8);
}

internal sealed class Piece9
{
    [VectorType(512), ColumnName(StateColumns.Piece + "9")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "9")]
internal sealed class Piece9Stage : CustomMappingFactory<ScoresInput, Piece9>
{
    public override Action<ScoresInput, Piece9> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 9);
}

internal sealed class Piece10
{
    [VectorType(1024), ColumnName(StateColumns.Piece + "10")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "10")]
internal sealed class Piece10Stage : CustomMappingFactory<ScoresInput, Piece10>
{
    public override Action<ScoresInput, Piece10> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 10);
}

internal sealed class Piece11
{
    [VectorType(2048), ColumnName(StateColumns.Piece + "11")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "11")]
internal sealed class Piece11Stage : CustomMappingFactory<ScoresInput, Piece11>
{
    public override Action<ScoresInput, Piece11> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 11);
}

internal sealed class Piece12
{
    [VectorType(4096), ColumnName(StateColumns.Piece + "12")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "12")]
internal sealed class Piece12Stage : CustomMappingFactory<ScoresInput, Piece12>
{
    public override Action<ScoresInput, Piece12> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 12);
}

internal sealed class Piece13
{
    [VectorType(8192), ColumnName(StateColumns.Piece + "13")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "13")]
internal sealed class Piece13Stage : CustomMappingFactory<ScoresInput, Piece13>
{
    public override Action<ScoresInput, Piece13> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 13);
}

internal sealed class Piece14
{
    [VectorType(16384), ColumnName(StateColumns.Piece + "14")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "14")]
internal sealed class Piece14Stage : CustomMappingFactory<ScoresInput, Piece14>
{
    public override Action<ScoresInput, Piece14> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 14);
}

internal sealed class Piece15
{
    [VectorType(32768), ColumnName(StateColumns.Piece + "15")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "15")]
internal sealed class Piece15Stage : CustomMappingFactory<ScoresInput, Piece15>
{
    public override Action<ScoresInput, Piece15> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 15);
}

internal sealed class Piece16
{
    [VectorType(65536), ColumnName(StateColumns.Piece + "16")] public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(StateColumns.Piece + "16")]
internal sealed class Piece16Stage : CustomMappingFactory<ScoresInput, Piece16>
{
    public override Action<ScoresInput, Piece16> GetMapping() => (row, piece) => piece.Scores = Pieces.Piece(row.Scores, 16);
}
