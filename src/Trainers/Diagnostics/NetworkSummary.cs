using System.Globalization;
using System.Text;
using MLNetGradExt.Networks;

namespace MLNetGradExt;

/// <summary>One layer of a summary.</summary>
/// <param name="Path">Where it stands, as in its parameters' names: <c>2</c>, or <c>4.body.0</c> inside a residual layer.</param>
/// <param name="Kind">What it is, such as <c>Linear</c>.</param>
/// <param name="OutputShape">The shape of one row that leaves it; null where only a module of the user's own knows it.</param>
/// <param name="Parameters">How many trainable numbers it has.</param>
/// <param name="Bytes">The memory of its parameters and buffers.</param>
public sealed record LayerSummary(string Path, string Kind, ValueList<long>? OutputShape, long Parameters, long Bytes);

/// <summary>A network at a glance: its layers, their shapes, parameters and memory. Prints itself as a table.</summary>
/// <param name="Recipe">The network's recipe.</param>
/// <param name="InputShape">The shape of one row.</param>
/// <param name="Layers">All layers in order; those inside a residual layer follow it.</param>
public sealed record NetworkSummary(Network Recipe, ValueList<long> InputShape, ValueList<LayerSummary> Layers)
{
    /// <summary>All trainable numbers.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>The memory of all parameters and buffers.</summary>
    public long Bytes => Layers.Sum(layer => layer.Bytes);

    /// <summary>The summary of a network.</summary>
    public static NetworkSummary Of(TrainedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var sizes = new Dictionary<string, (long Parameters, long Bytes)>();
        var trainable = network.Module.named_parameters().Select(p => p.name).ToHashSet();
        foreach (var (name, tensor) in network.State())
        {
            var path = name.Contains('.') ? name[..name.LastIndexOf('.')] : "";
            var (parameters, bytes) = sizes.GetValueOrDefault(path);
            sizes[path] = (parameters + (trainable.Contains(name) ? tensor.numel() : 0), bytes + tensor.numel() * tensor.element_size());
        }
        var rows = new List<LayerSummary>();
        if (network.Recipe is ModuleNetwork module) rows.AddRange(sizes.Select(s => new LayerSummary(s.Key, module.Name, null, s.Value.Parameters, s.Value.Bytes)));
        else Walk(LayerLists.Of(network.Recipe, network.InputShape, network.OutputSize), network.InputShape, "", sizes, rows);
        return new NetworkSummary(network.Recipe, network.InputShape, [.. rows]);
    }

    /// <summary>The summary as a table.</summary>
    public override string ToString()
    {
        string[][] cells = [["layer", "kind", "output", "parameters", "memory"], ["", "(input)", Text(InputShape), "", ""],
            .. Layers.Select(l => new[] { l.Path, l.Kind, l.OutputShape is null ? "" : Text(l.OutputShape), Number(l.Parameters), Memory(l.Bytes) }),
            ["", "total", "", Number(Parameters), Memory(Bytes)]];
        int[] widths = [.. Enumerable.Range(0, 5).Select(c => cells.Max(row => row[c].Length))];
        var text = new StringBuilder();
        foreach (var row in cells)
            text.AppendLine(string.Join("  ", row.Select((cell, c) => c < 3 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
        return text.ToString().TrimEnd();
    }

    private static void Walk(ValueList<Layer> layers, ValueList<long> input, string prefix, Dictionary<string, (long Parameters, long Bytes)> sizes, List<LayerSummary> rows)
    {
        var shape = input;
        for (var i = 0; i < layers.Count; i++)
        {
            var path = LayerPath.Of(prefix, i);
            var output = layers[i].OutputShape(shape, path);
            var (parameters, bytes) = sizes.GetValueOrDefault(path);
            rows.Add(new LayerSummary(path, Kind(layers[i]), output, parameters, bytes));
            if (layers[i] is ResidualLayer residual)
            {
                Walk(residual.Body, shape, path + ".body", sizes, rows);
                Walk(residual.Shortcut, shape, path + ".shortcut", sizes, rows);
            }
            shape = output;
        }
    }

    private static string Kind(Layer layer)
    {
        if (layer is ActivationLayer activation) return activation.Function.ToString();
        var name = layer.GetType().Name;
        return name.EndsWith("Layer", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static string Text(ValueList<long> shape) => string.Join(" x ", shape);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Memory(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F1} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:F1} MiB"),
    };
}
