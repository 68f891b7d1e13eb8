using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A column and the fields that it is read from.</summary>
    public sealed class Column
    {
        public Column() { }

        public Column(string name, DataKind dataKind, int index) : this(name, dataKind, [new Range(index)]) { }

        public Column(string name, DataKind dataKind, int minIndex, int maxIndex) : this(name, dataKind, [new Range(minIndex, maxIndex)]) { }

        public Column(string name, DataKind dataKind, Range[] source, KeyCount keyCount = null)
        {
            Contracts.CheckValue(name, nameof(name));
            Contracts.CheckValue(source, nameof(source));
            Name = name;
            DataKind = dataKind;
            Source = source;
            KeyCount = keyCount;
        }

        public string Name;
        public Range[] Source;
        public KeyCount KeyCount;

        public DataKind DataKind { get; set; } = DataKind.Single;
    }

    /// <summary>Fields of a line, from <see cref="Min"/> to <see cref="Max"/>, to the end of the line, or all that nothing else reads.</summary>
    public sealed class Range
    {
        public Range() { }

        public Range(int index)
        {
            Contracts.CheckParam(index >= 0, nameof(index), "Must be non-negative");
            Min = index;
            Max = index;
        }

        public Range(int min, int? max)
        {
            Contracts.CheckParam(min >= 0, nameof(min), "Must be non-negative");
            Contracts.CheckParam(!(max < min), nameof(max), $"If specified, must be greater than or equal to {nameof(min)}");
            Min = min;
            Max = max;
            // One field given as a range is a vector of one.
            ForceVector = true;
            AutoEnd = max is null;
        }

        public int Min;
        public int? Max;
        public bool AutoEnd;
        public bool VariableEnd;
        public bool AllOther;
        public bool ForceVector;
    }

    public class Options
    {
        public Options() { }

        public bool AllowQuoting;
        public bool AllowSparse;
        public int? InputSize;
        public char[] Separators = ['\t'];
        public char DecimalMarker = '.';
        public Column[] Columns;
        public bool TrimWhitespace;
        public bool HasHeader;
        public bool UseThreads = true;
        public bool ReadMultilines;
        public string HeaderFile;
        public long? MaxRows;
        public char EscapeChar = '"';
        public bool MissingRealsAsNaNs;
    }
}
