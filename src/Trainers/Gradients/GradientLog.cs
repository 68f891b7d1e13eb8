namespace MLNetGradExt.Gradients;

/// <summary>The events of a run, bounded so that a run that repairs something at every step does not eat the memory.</summary>
internal sealed class GradientLog(Action<GradientEvent>? onEvent)
{
    public const int Capacity = 100_000;

    private readonly List<GradientEvent> _events = [];

    public IReadOnlyList<GradientEvent> Events => _events;

    public long Dropped { get; private set; }

    public void Add(GradientEvent happened)
    {
        if (_events.Count < Capacity) _events.Add(happened);
        else Dropped++;
        onEvent?.Invoke(happened);
    }
}
