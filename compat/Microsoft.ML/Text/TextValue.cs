using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Values as text that the loader reads back.</summary>
internal static class TextValue
{
    public static Func<T, string> Format<T>(DataViewType type, char separator)
    {
        if (type is KeyDataViewType)
            return value => Convert.ToUInt64(value, CultureInfo.InvariantCulture) is var key && key > 0 ? (key - 1).ToString(CultureInfo.InvariantCulture) : "";
        Delegate format = type switch
        {
            TextDataViewType => (Func<ReadOnlyMemory<char>, string>)(text => Quote(text.Span, separator)),
            BooleanDataViewType => (Func<bool, string>)(flag => flag ? "1" : "0"),
            TimeSpanDataViewType => (Func<TimeSpan, string>)(span => $"\"{span:c}\""),
            DateTimeDataViewType => (Func<DateTime, string>)(moment => $"\"{moment:o}\""),
            DateTimeOffsetDataViewType => (Func<DateTimeOffset, string>)(moment => $"\"{moment:o}\""),
            RowIdDataViewType => (Func<DataViewRowId, string>)(id => $"0x{id}"),
            _ when typeof(T) == typeof(float) => (Func<float, string>)(real => float.IsNaN(real) ? "?" : real.ToString("R", CultureInfo.InvariantCulture)),
            _ when typeof(T) == typeof(double) => (Func<double, string>)(real => double.IsNaN(real) ? "?" : real.ToString("R", CultureInfo.InvariantCulture)),
            _ => (Func<T, string>)(value => Convert.ToString(value, CultureInfo.InvariantCulture)),
        };
        return (Func<T, string>)format;
    }

    public static string Quote(ReadOnlySpan<char> text, char separator)
    {
        if (text.IsEmpty)
            return "\"\"";
        ReadOnlySpan<char> special = ['"', separator, ':', '\n'];
        return text[0] == ' ' || text.IndexOfAny(special) >= 0 ? $"\"{text.ToString().Replace("\"", "\"\"")}\"" : text.ToString();
    }
}
