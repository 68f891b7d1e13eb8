using MLNetGradExt.Checkpoints;

namespace MLNetGradExt.Training;

/// <summary>A history's traces as part of a checkpoint.</summary>
internal static class TraceState
{
    public static void Save(History history, IStateWriter writer)
    {
        writer.Write("count", (long)history.Traces.Count);
        foreach (var ((name, points), i) in history.Traces.Select((t, i) => (t, i)))
        {
            var scope = writer.Scope($"{i}");
            scope.Write("name", name);
            scope.Write("axis", history.TraceAxis(name));
            using var flat = TorchSharp.torch.tensor(points.SelectMany(p => new[] { p.At, p.Value }).ToArray());
            scope.Write("points", flat);
        }
    }

    public static void Load(History history, IStateReader reader)
    {
        for (long i = 0; i < reader.ReadInt64("count"); i++)
        {
            var scope = reader.Scope($"{i}");
            var (name, axis) = (scope.ReadString("name"), scope.ReadString("axis"));
            using var flat = scope.ReadTensor("points");
            var values = flat.data<double>().ToArray();
            for (var at = 0; at < values.Length; at += 2) history.Trace(name, values[at], values[at + 1], axis);
        }
    }
}
