using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Transforms;

using Microsoft.ML.Data;

/// <summary>Which types convert to which, and how. Signed and unsigned integers do not mix, and reals do not become integers.</summary>
internal static class ValueConversion
{
    private static readonly Type[] _signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] _unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];
    private static readonly Type[] _real = [typeof(float), typeof(double)];
    private static readonly Type[] _times = [typeof(TimeSpan), typeof(DateTime), typeof(DateTimeOffset)];

    /// <summary>Whether values convert between item types.</summary>
    public static bool Exists(DataViewType from, DataViewType to)
    {
        Type source = from.RawType, target = to.RawType;
        if (from is KeyDataViewType a)
            return to is KeyDataViewType b ? a.Count == b.Count : _unsigned.Contains(target);
        if (to is KeyDataViewType)
            return false;
        if (source == target || from is TextDataViewType)
            return true;
        if (to is TextDataViewType)
            return true;
        if (_times.Contains(source))
            return target == typeof(long) || _real.Contains(target);
        if (to is BooleanDataViewType)
            return from is NumberDataViewType;
        if (from is BooleanDataViewType)
            return _signed.Contains(target) || _real.Contains(target);
        return from is NumberDataViewType && to is NumberDataViewType
            && (_real.Contains(target) || (_signed.Contains(source) && _signed.Contains(target)) || (_unsigned.Contains(source) && _unsigned.Contains(target)));
    }

    /// <summary>A getter of a column converted to an item type.</summary>
    public static Delegate Getter(DataViewRow row, DataViewSchema.Column source, PrimitiveDataViewType to)
    {
        var from = source.Type.GetItemType();
        var method = from.RawType == to.RawType ? nameof(Same)
            : from is TextDataViewType ? nameof(Parse)
            : to is TextDataViewType ? nameof(Print)
            : to is BooleanDataViewType ? nameof(Test)
            : from is BooleanDataViewType ? nameof(Flag)
            : _times.Contains(from.RawType) ? nameof(Ticks)
            : nameof(Number);
        Type[] types = method is nameof(Parse) or nameof(Flag) ? [to.RawType]
            : method is nameof(Same) or nameof(Print) or nameof(Test) ? [from.RawType] : [from.RawType, to.RawType];
        object[] arguments = method == nameof(Parse) ? [row, source, to] : [row, source];
        return (Delegate)Lift.Call(typeof(ValueConversion), method, types, null, arguments);
    }

    private static Delegate Same<T>(DataViewRow row, DataViewSchema.Column source) => Lift.Values<T, T>(row, source, value => value);

    private static Delegate Number<TIn, TOut>(DataViewRow row, DataViewSchema.Column source) where TIn : INumberBase<TIn> where TOut : INumberBase<TOut> =>
        Lift.Values<TIn, TOut>(row, source, TOut.CreateTruncating);

    private static Delegate Test<T>(DataViewRow row, DataViewSchema.Column source) where T : INumberBase<T> =>
        Lift.Values<T, bool>(row, source, value => !T.IsZero(value));

    private static Delegate Flag<T>(DataViewRow row, DataViewSchema.Column source) where T : INumberBase<T> =>
        Lift.Values<bool, T>(row, source, value => value ? T.One : T.Zero);

    private static Delegate Ticks<TIn, TOut>(DataViewRow row, DataViewSchema.Column source) where TOut : INumberBase<TOut> =>
        Lift.Values<TIn, TOut>(row, source, value => TOut.CreateTruncating(value switch
        {
            TimeSpan span => span.Ticks,
            DateTime time => time.Ticks,
            DateTimeOffset offset => offset.UtcDateTime.Ticks,
            _ => throw new InvalidOperationException(),
        }));

    private static Delegate Parse<T>(DataViewRow row, DataViewSchema.Column source, PrimitiveDataViewType to)
    {
        var parser = TextParsing.For<T>(to);
        return Lift.Values<ReadOnlyMemory<char>, T>(row, source, text =>
        {
            if (!parser(text, out var value) && to is NumberDataViewType && !TextParsing.HasMissing(to))
                throw Contracts.Except($"Value could not be parsed from text to {to}.");
            return value;
        });
    }

    private static Delegate Print<T>(DataViewRow row, DataViewSchema.Column source) =>
        Lift.Values<T, ReadOnlyMemory<char>>(row, source, value => Text(value).AsMemory());

    private static string Text<T>(T value) => value switch
    {
        float single => single.ToString("G7", CultureInfo.InvariantCulture),
        double real => real.ToString("G17", CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset => string.Format(CultureInfo.InvariantCulture, "{0:o}", value),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
