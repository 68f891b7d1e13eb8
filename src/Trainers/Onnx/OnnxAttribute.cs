namespace MLNetGradExt.Onnx;

/// <summary>An attribute of a node.</summary>
internal readonly record struct OnnxAttribute(ProtoMessage Message)
{
    private const int FloatKind = 1, IntKind = 2, IntsKind = 7;

    public static OnnxAttribute Number(string name, double value) => new(new ProtoMessage().Text(1, name).Number(2, (float)value).Integer(20, FloatKind));

    public static OnnxAttribute Integer(string name, long value) => new(new ProtoMessage().Text(1, name).Integer(3, value).Integer(20, IntKind));

    public static OnnxAttribute Integers(string name, params ReadOnlySpan<long> values)
    {
        var message = new ProtoMessage().Text(1, name);
        foreach (var value in values) message.Integer(8, value);
        return new OnnxAttribute(message.Integer(20, IntsKind));
    }
}
