using System.Diagnostics;

namespace Microsoft.ML.Runtime;

/// <summary>
/// The environment behind an <see cref="MLContext"/>, and every host registered in it: a name, a random source
/// derived from its parent's, and channels whose messages all reach the context.
/// </summary>
internal sealed class LocalEnvironment : IHost
{
    private readonly LocalEnvironment _root;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, object> _options = [];

    public LocalEnvironment(int? seed)
    {
        _root = this;
        Seed = seed;
        Rand = seed is { } value ? new Random(value) : new Random();
        ComponentCatalog = new ComponentCatalog();
    }

    private LocalEnvironment(LocalEnvironment parent, string name, Random rand)
    {
        _root = parent._root;
        Name = name;
        FullName = string.IsNullOrEmpty(parent.FullName) ? name : $"{parent.FullName}; {name}";
        Parent = parent;
        Seed = parent.Seed;
        Rand = rand;
        ComponentCatalog = parent.ComponentCatalog;
        TempFilePath = parent.TempFilePath;
        GpuDeviceId = parent.GpuDeviceId;
        FallbackToCpu = parent.FallbackToCpu;
    }

    public event Action<string, ChannelMessage> Message;

    public LocalEnvironment Parent { get; }
    public string Name { get; }
    public string FullName { get; }
    public int? Seed { get; }
    public Random Rand { get; }
    public ComponentCatalog ComponentCatalog { get; }
    public string TempFilePath { get; set; } = Path.GetTempPath();
    public int? GpuDeviceId { get; set; }
    public bool FallbackToCpu { get; set; }

    public string ContextDescription => FullName ?? "HostEnvironment";

    public TException Process<TException>(TException ex) where TException : Exception
    {
        if (ex is not null)
            ex.Data["Throwing component"] = Name ?? "Environment";
        return ex;
    }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        int own;
        lock (_gate)
            own = seed ?? Rand.Next();
        return new LocalEnvironment(this, name, new Random(own));
    }

    public IChannel Start(string name) => new Channel(this, name);
    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>(this, name);
    public IProgressChannel StartProgressChannel(string name) => new SilentProgress();

    public bool TryAddOption<T>(string name, T value)
    {
        CheckOption(name);
        return _options.TryAdd(name, value);
    }

    public void SetOption<T>(string name, T value)
    {
        CheckOption(name);
        _options[name] = value;
    }

    public bool TryGetOption<T>(string name, out T value)
    {
        CheckOption(name);
        if (_options.TryGetValue(name, out var found) && found is T typed)
        {
            value = typed;
            return true;
        }
        value = default;
        return false;
    }

    public T GetOptionOrDefault<T>(string name)
    {
        CheckOption(name);
        if (!_options.TryGetValue(name, out var value))
            _options[name] = value = default(T);
        return (T)value;
    }

    public bool RemoveOption(string name)
    {
        CheckOption(name);
        return _options.Remove(name);
    }

    private static void CheckOption(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentNullException(nameof(name));
    }

    private class Pipe<TMessage>(LocalEnvironment owner, string name) : IPipe<TMessage>
    {
        private bool _disposed;

        protected LocalEnvironment Owner => owner;

        public string ContextDescription { get; } = string.IsNullOrEmpty(owner.FullName) ? name : $"{owner.FullName}; {name}";

        public TException Process<TException>(TException ex) where TException : Exception
        {
            if (ex is not null)
            {
                owner.Process(ex);
                ex.Data["Phase"] = name;
            }
            return ex;
        }

        public virtual void Send(TMessage msg) { }

        protected virtual void Close() { }

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            Close();
        }
    }

    private sealed class Channel : Pipe<ChannelMessage>, IChannel
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public Channel(LocalEnvironment owner, string name) : base(owner, name) => Trace(MessageSensitivity.None, "Channel started");

        public override void Send(ChannelMessage msg) => Owner._root.Message?.Invoke(ContextDescription, msg);

        protected override void Close()
        {
            Trace(MessageSensitivity.None, "Channel finished. Elapsed {0:c}.", _watch.Elapsed);
            Trace(MessageSensitivity.None, "Channel disposed");
        }

        public void Trace(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Trace, sensitivity, fmt));
        public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Trace, sensitivity, fmt, args));
        public void Error(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Error, sensitivity, fmt));
        public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Error, sensitivity, fmt, args));
        public void Warning(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Warning, sensitivity, fmt));
        public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Warning, sensitivity, fmt, args));
        public void Info(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Info, sensitivity, fmt));
        public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Info, sensitivity, fmt, args));
    }

    /// <summary>Progress can be reported, but nobody shows it: so it is upstream.</summary>
    private sealed class SilentProgress : IProgressChannel
    {
        public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction) { }
        public void Checkpoint(params double?[] values) { }
        public IProgressChannel StartProgressChannel(string name) => new SilentProgress();
        public void Dispose() { }
    }
}
