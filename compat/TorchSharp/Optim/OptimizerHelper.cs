using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What all optimizers with groups and per-parameter states share.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = null!;

    /// <summary>The states by the native handle of their parameter.</summary>
    protected Utils.OrderedDict<nint, OptimizerState> _state = new();

    public OptimizerHelper() { }

    private protected virtual OptimizerState NewState(Parameter parameter) => throw new NotSupportedException();

    private protected void Start(OptimizerOptions defaults, IEnumerable<ParamGroup> groups)
    {
        if (defaults.LearningRate is not >= 0) throw new ArgumentException($"The learning rate {defaults.LearningRate} is negative.");
        _defaults = defaults;
        foreach (var group in groups) add_param_group(group);
    }

    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options ??= (OptimizerOptions)Activator.CreateInstance(_defaults.GetType())!;
        param_group.Options.Complete(_defaults);
        param_group.Parameters = param_group.Parameters.ToList();
        _parameter_groups.Add(param_group);
        foreach (var parameter in param_group.Parameters)
        {
            var state = NewState(parameter);
            state.Initialize(param_group.Options);
            _state[parameter.Handle] = state;
        }
    }

    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
            using (torch.enable_grad())
                loss = loss_closure();
        using (torch.no_grad())
        using (torch.NewDisposeScope())
            foreach (var group in _parameter_groups) body((T)group);
        return loss;
    }

    /// <summary>Runs an update over the parameters that have a gradient.</summary>
    private protected Tensor? Update<TOptions, TState>(Func<Tensor>? closure, Action<TOptions, TState, nint, nint> update)
        where TOptions : OptimizerOptions where TState : OptimizerState =>
        _step<ParamGroup>(group =>
        {
            foreach (var parameter in group.Parameters)
            {
                using var grad = parameter.grad;
                if (grad is null) continue;
                update((TOptions)group.Options, (TState)_state[parameter.Handle], parameter.Handle, grad.Handle);
                Native.Check();
            }
        }, closure);

    public virtual StateDictionary state_dict()
    {
        var all = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            all.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(all.State.Count);
                all.State.Add(_state[parameter.Handle]);
            }
            all.StateIndexRef.Add(indices);
        }
        return all;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSame(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (mine, theirs) in own.Options.Zip(state_dict.Options))
            if (!ReferenceEquals(mine, theirs)) mine.LoadStateDict(theirs);
        foreach (var (mine, theirs) in own.State.Zip(state_dict.State))
            if (!ReferenceEquals(mine, theirs)) mine.LoadStateDict(theirs);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(own.Options.Count);
        writer.Write7BitEncodedInt64(own.State.Count);
        foreach (var options in own.Options) options.SaveStateDict(writer);
        foreach (var state in own.State) state.SaveStateDict(writer);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind != GetType().Name) throw new InvalidDataException($"This is the state of a {kind}, not of a {GetType().Name}.");
        var own = state_dict();
        RequireSame(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        foreach (var options in own.Options) options.LoadStateDict(reader);
        foreach (var state in own.State) state.LoadStateDict(reader);
    }

    public void to(Device device)
    {
        foreach (var (_, state) in _state) state.to(device);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var (_, state) in _state) state.DisposeTensors();
        base.Dispose(disposing);
    }

    private static void RequireSame(StateDictionary own, long groups, long states)
    {
        if (own.Options.Count != groups || own.State.Count != states)
            throw new ArgumentException($"The state has {groups} groups and {states} parameters, the optimizer {own.Options.Count} and {own.State.Count}.");
    }

    /// <summary>What stands in a state file.</summary>
    protected enum TypeCode
    {
        Double = 0,
        Long = 1,
        Tensor = 2,
        Options = 3,
        State = 4,
    }
}
