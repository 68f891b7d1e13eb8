using System.Globalization;
using System.Text;

namespace TorchSharp;

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, element type and device only.</summary>
    Metadata = 0,
    Julia = 1,
    Numpy = 2,
    CSharp = 3,

    /// <summary>The style that <see cref="torch.TensorStringStyle"/> names.</summary>
    Default = 4,
}

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle style = TensorStringStyle.Julia;
    private static string floatFormat = "g5";
    private static string newLine = Environment.NewLine;
    private static int lineWidth = 100, maxRows = 6, maxColumns = 6;

    public static TensorStringStyle TensorStringStyle
    {
        get => style;
        set => style = value != TensorStringStyle.Default ? value : throw new ArgumentException("The style cannot be set to 'Default'");
    }

    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, (sci_mode ? "E" : "F") + precision.ToString(CultureInfo.InvariantCulture), linewidth, newLine, maxRows, maxColumns);

    public static void set_printoptions(TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        if (style is { } chosen) TensorStringStyle = chosen;
        torch.floatFormat = floatFormat ?? torch.floatFormat;
        torch.newLine = newLine ?? torch.newLine;
        lineWidth = linewidth ?? lineWidth;
        torch.maxRows = maxRows ?? torch.maxRows;
        torch.maxColumns = maxColumns ?? torch.maxColumns;
    }

    public partial class Tensor
    {
        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default) style = torch.TensorStringStyle;
            if (style == TensorStringStyle.Metadata || is_meta) return ToString();

            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            var text = new TensorText(cpu(), style, fltFormat ?? floatFormat, width ?? lineWidth, cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? torch.newLine);
            return style switch
            {
                TensorStringStyle.Numpy => text.Nested("[", "]", ", ", newLine ?? torch.newLine),
                TensorStringStyle.CSharp => $"{this}, value = {text.CSharp()}",
                _ => text.Julia(ToString()),
            };
        }
    }

    /// <summary>Writes the elements of one tensor, leaving out the middle of long axes.</summary>
    private sealed class TensorText(Tensor tensor, TensorStringStyle style, string format, int width, CultureInfo culture, string newLine)
    {
        private readonly long[] shape = tensor.shape;

        public string Nested(string open, string close, string comma, string rowBreak)
        {
            var text = new StringBuilder();
            Nested(text, tensor, open, close, comma, rowBreak);
            return text.ToString();
        }

        public string CSharp()
        {
            if (shape.Length == 0) return Value(tensor);
            var name = tensor.dtype switch
            {
                ScalarType.Float32 => "float",
                ScalarType.Float64 => "double",
                ScalarType.Int64 => "long",
                ScalarType.Int32 => "int",
                ScalarType.Int16 => "short",
                ScalarType.Int8 => "sbyte",
                ScalarType.Byte => "byte",
                ScalarType.Bool => "bool",
                var other => other.ToString().ToLowerInvariant(),
            };
            return $"{name} [{new string(',', shape.Length - 1)}] {Nested("{", "}", ", ", "," + newLine)}";
        }

        public string Julia(string metadata)
        {
            if (shape.Length == 0) return $"{metadata}, value = {Value(tensor)}";
            var text = new StringBuilder(metadata).Append(newLine);
            if (shape.Length == 1) Rows(text, [tensor]);
            else Blocks(text, tensor, "");
            return text.ToString();
        }

        private void Nested(StringBuilder text, Tensor part, string open, string close, string comma, string rowBreak)
        {
            if (part.ndim == 0)
            {
                text.Append(Value(part));
                if (style == TensorStringStyle.CSharp) text.Append(Suffix(part.dtype));
                return;
            }
            text.Append(open);
            var inner = part.ndim > 1;
            var first = true;
            foreach (var i in Shown(part.size(0), inner ? maxRows : maxColumns))
            {
                if (!first) text.Append(inner ? Breaks(part, rowBreak) + new string(' ', shape.Length - (int)part.ndim + 1) : comma);
                if (i < 0) text.Append("...");
                else Nested(text, part[i], open, close, comma, rowBreak);
                first = false;
            }
            text.Append(close);
        }

        /// <summary>NumPy's way: the further out the axis, the wider the gap.</summary>
        private string Breaks(Tensor part, string rowBreak) => style == TensorStringStyle.Numpy
            ? string.Concat(Enumerable.Repeat(rowBreak, (int)part.ndim - 1))
            : rowBreak;

        private void Blocks(StringBuilder text, Tensor part, string index)
        {
            if (part.ndim == 2)
            {
                if (index.Length > 0) text.Append(newLine).Append('[').Append(index).Append("..,..] =").Append(newLine);
                Rows(text, Enumerable.Range(0, (int)part.size(0)).Select(i => part[i]));
                return;
            }
            for (long i = 0; i < part.size(0); i++) Blocks(text, part[i], $"{index}{i},");
        }

        private void Rows(StringBuilder text, IEnumerable<Tensor> rows)
        {
            var cells = rows.Select(row => Enumerable.Range(0, (int)row.size(0)).Select(i => Value(row[i])).ToArray()).ToArray();
            if (cells.Length == 0) return;
            var widths = Enumerable.Range(0, cells[0].Length).Select(c => cells.Max(row => row[c].Length)).ToArray();
            var columns = 0;
            for (var used = 0; columns < widths.Length && (used += widths[columns] + 1) <= width;) columns++;
            foreach (var row in cells)
            {
                for (var c = 0; c < columns; c++) text.Append(' ').Append(row[c].PadLeft(widths[c]));
                if (columns < widths.Length) text.Append(" ...");
                text.Append(newLine);
            }
        }

        private static IEnumerable<long> Shown(long length, int most)
        {
            if (length <= most) return Range(0, length);
            var back = most / 2;
            return Range(0, most - back).Append(-1).Concat(Range(length - back, length));

            static IEnumerable<long> Range(long from, long to)
            {
                for (var i = from; i < to; i++) yield return i;
            }
        }

        private string Value(Tensor element)
        {
            var value = element.ToScalar();
            return value.Type switch
            {
                ScalarType.Int64 => value.ToInt64().ToString(culture),
                ScalarType.Bool => value.ToBoolean() ? "True" : "False",
                ScalarType.ComplexFloat64 => $"{Real(value.Number.Re)}{(value.Number.Im < 0 ? "" : "+")}{Real(value.Number.Im)}i",
                _ => Real(value.ToDouble()),
            };
        }

        private string Real(double value) => value.ToString(format, culture);

        private static string Suffix(ScalarType type) => type switch
        {
            ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16 => "f",
            ScalarType.Int64 => "L",
            _ => "",
        };
    }
}

public static partial class TensorExtensionMethods
{
    public static string str(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    public static string metastr(this torch.Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    public static string npstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    public static string cstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    public static torch.Tensor print(this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.str(fltFormat, width, newLine, cultureInfo, style));
        return t;
    }
}
