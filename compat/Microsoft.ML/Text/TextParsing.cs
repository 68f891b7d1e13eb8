using System.Globalization;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>Reads a value from text; false when the text is none.</summary>
internal delegate bool TextParser<T>(ReadOnlyMemory<char> text, out T value);

/// <summary>How each column type is read from text. Empty text is the type's default; a real that cannot be read is NaN.</summary>
internal static class TextParsing
{
    private static readonly double[] _powers = Enumerable.Range(0, 23).Select(i => Math.Pow(10, i)).ToArray();

    public static TextParser<T> For<T>(PrimitiveDataViewType type, char decimalMarker = '.', bool emptyIsNaN = false)
    {
        Delegate parser = type switch
        {
            KeyDataViewType key => KeyParser<T>(key.Count),
            TextDataViewType => (TextParser<ReadOnlyMemory<char>>)((ReadOnlyMemory<char> text, out ReadOnlyMemory<char> value) =>
            {
                value = text;
                return true;
            }),
            BooleanDataViewType => (TextParser<bool>)TryBoolean,
            TimeSpanDataViewType => Optional((ReadOnlySpan<char> text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value)),
            DateTimeDataViewType => Optional((ReadOnlySpan<char> text, out DateTime value) =>
                DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value)),
            DateTimeOffsetDataViewType => Optional((ReadOnlySpan<char> text, out DateTimeOffset value) =>
                DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)),
            RowIdDataViewType => Optional<DataViewRowId>(TryRowId),
            _ when typeof(T) == typeof(float) => (TextParser<float>)((ReadOnlyMemory<char> text, out float value) =>
            {
                var good = TryReal(text.Span, decimalMarker, emptyIsNaN, out var real);
                value = (float)real;
                return good;
            }),
            _ when typeof(T) == typeof(double) => (TextParser<double>)((ReadOnlyMemory<char> text, out double value) => TryReal(text.Span, decimalMarker, emptyIsNaN, out value)),
            _ when typeof(T) == typeof(sbyte) => Integer<sbyte>(),
            _ when typeof(T) == typeof(short) => Integer<short>(),
            _ when typeof(T) == typeof(int) => Integer<int>(),
            _ when typeof(T) == typeof(long) => Integer<long>(),
            _ when typeof(T) == typeof(byte) => Integer<byte>(),
            _ when typeof(T) == typeof(ushort) => Integer<ushort>(),
            _ when typeof(T) == typeof(uint) => Integer<uint>(),
            _ when typeof(T) == typeof(ulong) => Integer<ulong>(),
            _ => throw new NotSupportedException($"Values of type {type} cannot be read from text"),
        };
        return (TextParser<T>)parser;
    }

    /// <summary>Whether a text that cannot be read becomes a missing value rather than an error.</summary>
    public static bool HasMissing(DataViewType type) => type.GetItemType() is var item && (item == NumberDataViewType.Single || item == NumberDataViewType.Double || item is KeyDataViewType);

    public static bool TryReal(ReadOnlySpan<char> text, char decimalMarker, bool emptyIsNaN, out double value)
    {
        text = text.Trim();
        if (text.IsEmpty)
        {
            value = emptyIsNaN ? double.NaN : 0;
            return true;
        }
        if (TrySimple(text, decimalMarker, out value))
            return true;
        if (decimalMarker != '.')
            text = text.ToString().Replace(decimalMarker, '.');
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        value = double.NaN;
        return IsMissing(text);
    }

    // Up to 15 digits and a marker: both the digits and the power of ten are exact, so one division rounds correctly.
    private static bool TrySimple(ReadOnlySpan<char> text, char marker, out double value)
    {
        value = 0;
        var negative = text[0] == '-';
        var start = negative ? 1 : 0;
        if (text.Length - start is 0 or > 16)
            return false;
        long digits = 0;
        var decimals = -1;
        for (var i = start; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
                digits = digits * 10 + digit;
            else if (text[i] == marker && decimals < 0 && text.Length - start > 1)
                decimals = text.Length - 1 - i;
            else
                return false;
        }
        if (digits >= 1L << 53)
            return false;
        value = decimals > 0 ? digits / _powers[decimals] : digits;
        if (negative)
            value = -value;
        return true;
    }

    public static bool IsMissing(ReadOnlySpan<char> text) => text is "?" || text.Equals("NA", StringComparison.OrdinalIgnoreCase)
        || text.Equals("N/A", StringComparison.OrdinalIgnoreCase) || text.Equals("NaN", StringComparison.OrdinalIgnoreCase);

    public static bool TryBoolean(ReadOnlyMemory<char> text, out bool value)
    {
        var span = text.Span;
        value = false;
        if (span.Length == 0)
            return true;
        Span<char> lower = stackalloc char[5];
        if (span.Length > 5)
            return false;
        span.ToLowerInvariant(lower);
        value = lower[..span.Length] is "t" or "y" or "1" or "+" or "+1" or "yes" or "true";
        return value || lower[..span.Length] is "f" or "n" or "0" or "-" or "-1" or "no" or "false";
    }

    private delegate bool SpanParser<T>(ReadOnlySpan<char> text, out T value);

    private static TextParser<T> Optional<T>(SpanParser<T> parser) => (ReadOnlyMemory<char> text, out T value) =>
    {
        value = default;
        return text.IsEmpty || parser(text.Span, out value);
    };

    private static TextParser<T> Integer<T>() where T : struct, System.Numerics.INumber<T>
        => Optional((ReadOnlySpan<char> text, out T value) => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    private static bool TryRowId(ReadOnlySpan<char> text, out DataViewRowId value)
    {
        value = default;
        if (text.Length != 34 || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || !ulong.TryParse(text[2..18], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text[18..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        value = new DataViewRowId(low, high);
        return true;
    }

    // Keys are written from 0 and held from 1, 0 being missing.
    private static TextParser<T> KeyParser<T>(ulong count) => (ReadOnlyMemory<char> text, out T value) =>
    {
        value = default;
        if (text.IsEmpty || IsMissing(text.Span))
            return true;
        if (!ulong.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= count)
            return false;
        value = FromUInt64<T>(number + 1);
        return true;
    };

    public static T FromUInt64<T>(ulong number)
    {
        if (typeof(T) == typeof(uint))
        {
            var four = (uint)number;
            return Unsafe.As<uint, T>(ref four);
        }
        return (T)Convert.ChangeType(number, typeof(T), CultureInfo.InvariantCulture);
    }
}
