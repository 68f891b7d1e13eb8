using System.Runtime.InteropServices;
using Google.Protobuf;

namespace MLNetGradExt.Onnx;

/// <summary>An ONNX graph that grows node by node. The numbers of fields are those of ONNX's public schema, onnx.proto.</summary>
internal sealed class OnnxGraph
{
    /// <summary>The version of the file format: that of ONNX 1.12.</summary>
    public const int IrVersion = 8;

    /// <summary>The version of the operators: the first with LayerNormalization, of ONNX 1.12.</summary>
    public const int Opset = 17;

    private const int Float = 1, Int64 = 7;
    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _constants = [];
    private readonly List<ProtoMessage> _inputs = [];
    private readonly List<ProtoMessage> _outputs = [];

    /// <summary>An input of the graph; its first dimension, the rows, is open.</summary>
    public string Input(string name, ValueList<long> rowShape)
    {
        _inputs.Add(Value(name, rowShape));
        return name;
    }

    /// <summary>Gives a value a name of the graph's own, as an output.</summary>
    public void Output(string name, string value, ValueList<long> rowShape)
    {
        Name("Identity", [value], name);
        _outputs.Add(Value(name, rowShape));
    }

    /// <summary>A node with one output, and that output's name.</summary>
    public string Add(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) => Name(type, inputs, $"v{_nodes.Count}", attributes);

    /// <summary>A constant tensor, and its name.</summary>
    public string Constant(ValueList<long> shape, float[] values) => Constant(shape, Float, MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>A constant number, and its name.</summary>
    public string Constant(double value) => Constant([], [(float)value]);

    /// <summary>A constant vector of integers, and its name.</summary>
    public string Integers(params ReadOnlySpan<long> values) => Constant([values.Length], Int64, MemoryMarshal.AsBytes(values));

    /// <summary>Writes the finished model.</summary>
    public void WriteTo(Stream stream, string name, string description)
    {
        var graph = new ProtoMessage();
        foreach (var node in _nodes) graph.Message(1, node);
        graph.Text(2, name);
        foreach (var constant in _constants) graph.Message(5, constant);
        foreach (var input in _inputs) graph.Message(11, input);
        foreach (var output in _outputs) graph.Message(12, output);
        var version = typeof(OnnxGraph).Assembly.GetName().Version?.ToString(3) ?? "";
        var model = new ProtoMessage().Integer(1, IrVersion).Text(2, "MLNetGradExt").Text(3, version).Text(6, description).Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, "").Integer(2, Opset));
        using var coded = new CodedOutputStream(stream, leaveOpen: true);
        model.WriteTo(coded);
    }

    private string Name(string type, ReadOnlySpan<string> inputs, string output, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs) node.Text(1, input);
        node.Text(2, output).Text(3, $"{type}_{_nodes.Count}").Text(4, type);
        foreach (var attribute in attributes) node.Message(5, attribute.Message);
        _nodes.Add(node);
        return output;
    }

    private string Constant(ValueList<long> shape, int type, ReadOnlySpan<byte> values)
    {
        var name = $"c{_constants.Count}";
        var tensor = new ProtoMessage();
        foreach (var size in shape) tensor.Integer(1, size);
        // Raw data is little-endian, as are all machines that .NET runs on but one.
        _constants.Add(tensor.Integer(2, type).Text(8, name).Bytes(9, ByteString.CopyFrom(values)));
        return name;
    }

    private static ProtoMessage Value(string name, ValueList<long> rowShape)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "N"));
        foreach (var size in rowShape) shape.Message(1, new ProtoMessage().Integer(1, size));
        var type = new ProtoMessage().Integer(1, Float).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, type));
    }
}
