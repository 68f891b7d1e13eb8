namespace MLNetGradExt.Onnx;

/// <summary>An input of the file.</summary>
internal sealed record OnnxInput(string InputName, int Numbers) : OnnxColumn(Numbers)
{
    public override string Name => InputName;

    public override IEnumerable<OnnxColumn> Inputs => [this];

    internal override string Add(OnnxGraph graph, Dictionary<string, string> inputs) => inputs.TryGetValue(InputName, out var there) ? there : inputs[InputName] = graph.Input(InputName, [Size]);
}

/// <summary>Columns beside each other.</summary>
internal sealed record OnnxJoined(ValueList<OnnxColumn> Parts) : OnnxColumn(Parts.Sum(p => p.Size))
{
    public override IEnumerable<OnnxColumn> Inputs => Parts.SelectMany(p => p.Inputs).Distinct();

    internal override string Add(OnnxGraph graph, Dictionary<string, string> inputs) => graph.Add("Concat", [.. Parts.Select(p => p.Add(graph, inputs))], OnnxAttribute.Integer("axis", 1));
}

/// <summary>(x − offset) · scale; in this order, as ML.NET does it, so that large offsets cost no digits.</summary>
internal sealed record OnnxAffine(OnnxColumn Of, ValueList<float> Offset, ValueList<float> Scale) : OnnxColumn(Of.Size)
{
    public override IEnumerable<OnnxColumn> Inputs => Of.Inputs;

    internal override string Add(OnnxGraph graph, Dictionary<string, string> inputs)
    {
        var value = Of.Add(graph, inputs);
        if (Offset.Any(o => o != 0)) value = graph.Add("Sub", [value, graph.Constant([Size], Offset.ToArray())]);
        return graph.Add("Mul", [value, graph.Constant([Size], Scale.ToArray())]);
    }
}

/// <summary>Other numbers where there is NaN.</summary>
internal sealed record OnnxReplaced(OnnxColumn Of, ValueList<float> Values) : OnnxColumn(Of.Size)
{
    public override IEnumerable<OnnxColumn> Inputs => Of.Inputs;

    internal override string Add(OnnxGraph graph, Dictionary<string, string> inputs)
    {
        var value = Of.Add(graph, inputs);
        return graph.Add("Where", [graph.Add("IsNaN", [value]), graph.Constant([Size], Values.ToArray()), value]);
    }
}
