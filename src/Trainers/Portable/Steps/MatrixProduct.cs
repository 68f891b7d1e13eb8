using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetGradExt.Portable;

/// <summary>
/// A matrix product in registers: tiles of four rows by two vectors, so that each number loaded takes part in several products. Every sum
/// runs over the inner dimension in order, whichever tile it is in.
/// </summary>
internal static class MatrixProduct
{
    private const int TileRows = 4;

    /// <summary>c = a·b + bias, the bias of rows or of columns.</summary>
    /// <param name="a">[rows, inner].</param>
    /// <param name="b">[inner, columns].</param>
    /// <param name="rowBias">[rows], or empty.</param>
    /// <param name="columnBias">[columns], or empty.</param>
    /// <param name="c">Rows of which the first <paramref name="columns"/> numbers are written.</param>
    /// <param name="pitch">The distance between rows of c.</param>
    /// <param name="inner">The dimension summed over.</param>
    /// <param name="columns">Columns of b.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> rowBias, ReadOnlySpan<float> columnBias, Span<float> c, int pitch, int inner, int columns)
    {
        b = b[..(inner * columns)]; // what lies behind is read without a check
        var rows = a.Length / inner;
        var row = 0;
        if (columns >= Vector<float>.Count)
            for (; row + TileRows <= rows; row += TileRows)
                Tile(a.Slice(row * inner, TileRows * inner), b, rowBias.IsEmpty ? rowBias : rowBias.Slice(row, TileRows), columnBias, c[(row * pitch)..], pitch, inner, columns);
        for (; row < rows; row++) Row(a.Slice(row * inner, inner), b, rowBias.IsEmpty ? 0 : rowBias[row], columnBias, c.Slice(row * pitch, columns), columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // unoptimised vector code, which the first batches would meet, is a hundred times slower
    private static void Tile(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> rowBias, ReadOnlySpan<float> columnBias, Span<float> c, int pitch, int inner, int columns)
    {
        var width = Vector<float>.Count;
        float b0 = 0, b1 = 0, b2 = 0, b3 = 0;
        if (!rowBias.IsEmpty) (b0, b1, b2, b3) = (rowBias[0], rowBias[1], rowBias[2], rowBias[3]);
        ReadOnlySpan<float> r0 = a[..inner], r1 = a.Slice(inner, inner), r2 = a.Slice(2 * inner, inner), r3 = a.Slice(3 * inner, inner);
        ref var start = ref MemoryMarshal.GetReference(b);
        var column = 0;
        for (; column + 2 * width <= columns; column += 2 * width)
        {
            Vector<float> x0 = Start(columnBias, column), x1 = Start(columnBias, column + width);
            Vector<float> s00 = x0 + new Vector<float>(b0), s01 = x1 + new Vector<float>(b0), s10 = x0 + new Vector<float>(b1), s11 = x1 + new Vector<float>(b1);
            Vector<float> s20 = x0 + new Vector<float>(b2), s21 = x1 + new Vector<float>(b2), s30 = x0 + new Vector<float>(b3), s31 = x1 + new Vector<float>(b3);
            var at = (nuint)column;
            for (var k = 0; k < r0.Length; k++, at += (nuint)columns)
            {
                Vector<float> x = Vector.LoadUnsafe(ref start, at), y = Vector.LoadUnsafe(ref start, at + (nuint)width);
                Vector<float> w0 = new(r0[k]), w1 = new(r1[k]), w2 = new(r2[k]), w3 = new(r3[k]);
                s00 = Vector.FusedMultiplyAdd(x, w0, s00);
                s01 = Vector.FusedMultiplyAdd(y, w0, s01);
                s10 = Vector.FusedMultiplyAdd(x, w1, s10);
                s11 = Vector.FusedMultiplyAdd(y, w1, s11);
                s20 = Vector.FusedMultiplyAdd(x, w2, s20);
                s21 = Vector.FusedMultiplyAdd(y, w2, s21);
                s30 = Vector.FusedMultiplyAdd(x, w3, s30);
                s31 = Vector.FusedMultiplyAdd(y, w3, s31);
            }
            Store(c[column..], pitch, s00, s10, s20, s30);
            Store(c[(column + width)..], pitch, s01, s11, s21, s31);
        }
        while (column < columns)
        {
            // The last vector begins earlier where columns are left over: some are computed twice, to the same numbers.
            var from = Math.Min(column, columns - width);
            var x0 = Start(columnBias, from);
            Vector<float> s0 = x0 + new Vector<float>(b0), s1 = x0 + new Vector<float>(b1), s2 = x0 + new Vector<float>(b2), s3 = x0 + new Vector<float>(b3);
            var at = (nuint)from;
            for (var k = 0; k < r0.Length; k++, at += (nuint)columns)
            {
                var x = Vector.LoadUnsafe(ref start, at);
                s0 = Vector.FusedMultiplyAdd(x, new Vector<float>(r0[k]), s0);
                s1 = Vector.FusedMultiplyAdd(x, new Vector<float>(r1[k]), s1);
                s2 = Vector.FusedMultiplyAdd(x, new Vector<float>(r2[k]), s2);
                s3 = Vector.FusedMultiplyAdd(x, new Vector<float>(r3[k]), s3);
            }
            Store(c[from..], pitch, s0, s1, s2, s3);
            column = from + width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> c, int pitch, Vector<float> s0, Vector<float> s1, Vector<float> s2, Vector<float> s3)
    {
        s0.CopyTo(c);
        s1.CopyTo(c[pitch..]);
        s2.CopyTo(c[(2 * pitch)..]);
        s3.CopyTo(c[(3 * pitch)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float rowBias, ReadOnlySpan<float> columnBias, Span<float> c, int columns)
    {
        var width = Vector<float>.Count;
        ref var start = ref MemoryMarshal.GetReference(b);
        var bias = new Vector<float>(rowBias);
        var column = 0;
        for (; column + 4 * width <= columns; column += 4 * width)
        {
            Vector<float> s0 = Start(columnBias, column) + bias, s1 = Start(columnBias, column + width) + bias;
            Vector<float> s2 = Start(columnBias, column + 2 * width) + bias, s3 = Start(columnBias, column + 3 * width) + bias;
            var at = (nuint)column;
            for (var k = 0; k < a.Length; k++, at += (nuint)columns)
            {
                var x = new Vector<float>(a[k]);
                s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, at), x, s0);
                s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, at + (nuint)width), x, s1);
                s2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, at + (nuint)(2 * width)), x, s2);
                s3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, at + (nuint)(3 * width)), x, s3);
            }
            Store(c[column..], width, s0, s1, s2, s3);
        }
        for (; column + width <= columns; column += width)
        {
            var sum = Start(columnBias, column) + bias;
            var at = (nuint)column;
            for (var k = 0; k < a.Length; k++, at += (nuint)columns) sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref start, at), new Vector<float>(a[k]), sum);
            sum.CopyTo(c[column..]);
        }
        for (; column < columns; column++)
        {
            var sum = rowBias + (columnBias.IsEmpty ? 0 : columnBias[column]);
            for (var k = 0; k < a.Length; k++) sum = MathF.FusedMultiplyAdd(b[k * columns + column], a[k], sum);
            c[column] = sum;
        }
    }

    private static Vector<float> Start(ReadOnlySpan<float> columnBias, int column) => columnBias.IsEmpty ? Vector<float>.Zero : new Vector<float>(columnBias[column..]);
}
