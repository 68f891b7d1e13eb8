namespace TorchSharp;

/// <summary>
/// Owns the tensors that are created while it is the innermost scope of its thread, and disposes them when it is disposed.
/// A tensor knows its scope and its place in it, so joining and leaving cost no hashing.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private torch.Tensor[] owned = [];
    private int count;
    private bool closed;

    internal DisposeScope(DisposeScopeManager manager)
    {
        this.manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    internal DisposeScope? OuterScope { get; set; }

    public int DisposablesCount { get { ThrowIfClosed(); return count; } }

    /// <summary>A snapshot of what the scope owns.</summary>
    public IReadOnlyList<IDisposable> DisposablesView { get { ThrowIfClosed(); return owned[..count]; } }

    public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && ReferenceEquals(tensor.OwningDisposeScope, this);

    // ---- into an outer or another scope -------------------------------------------------------------------------

    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(OuterScope, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable => MoveToOther(OuterScope, first, second);

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => MoveToOther(OuterScope, first, second, third);

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(OuterScope, disposables.AsEnumerable());

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        ThrowIfClosed();
        MoveOne(scope, disposable);
        return disposable;
    }

    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable
    {
        ThrowIfClosed();
        MoveOne(scope, first);
        MoveOne(scope, second);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        ThrowIfClosed();
        MoveOne(scope, first);
        MoveOne(scope, second);
        MoveOne(scope, third);
        return (first, second, third);
    }

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, disposables.AsEnumerable());

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        ThrowIfClosed();
        foreach (var disposable in disposables) MoveOne(scope, disposable);
    }

    // ---- out of all scopes ----------------------------------------------------------------------------------------

    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable => MoveToOther(null, first, second);

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => MoveToOther(null, first, second, third);

    public void Detach(params IDisposable[] disposables) => MoveToOther(null, disposables.AsEnumerable());

    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    // ---- into this scope ------------------------------------------------------------------------------------------

    public void Attach(IDisposable disposable) => Attach(new[] { disposable }.AsEnumerable());

    public void Attach(params IDisposable[] disposables) => Attach(disposables.AsEnumerable());

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        ThrowIfClosed();
        var all = new List<IDisposable>();
        foreach (var disposable in disposables)
        {
            var tensor = Managed(disposable);
            if (!ReferenceEquals(tensor.OwningDisposeScope, this))
            {
                tensor.OwningDisposeScope?.Drop(tensor);
                Add(tensor);
                manager.Counts.TensorStatistics.AttachedToScopeCount++;
            }
            all.Add(disposable);
        }
        return all;
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    public void DisposeEverything()
    {
        ThrowIfClosed();
        while (count > 0) owned[count - 1].Dispose();
    }

    /// <summary>Disposes what the scope owns, except what is to be kept, which stays owned.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ThrowIfClosed();
        var keep = inKeep.ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var tensor in owned[..count])
            if (!keep.Contains(tensor)) tensor.Dispose();
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut(keep.AsEnumerable());

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep }.AsEnumerable());
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second }.AsEnumerable());
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second, third }.AsEnumerable());
        return (first, second, third);
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        ThrowIfClosed();
        if (Contains(disposable)) Drop((torch.Tensor)disposable);
    }

    public void Dispose()
    {
        if (closed) return;
        while (count > 0) owned[count - 1].Dispose();
        manager.Remove(this);
        closed = true;
    }

    // ---- inside ---------------------------------------------------------------------------------------------------

    internal void Add(torch.Tensor tensor)
    {
        if (count == owned.Length) Array.Resize(ref owned, count == 0 ? 16 : 2 * count);
        owned[count] = tensor;
        tensor.ScopeSlot = count++;
        tensor.OwningDisposeScope = this;
    }

    /// <summary>Forgets a tensor: the last one takes its place.</summary>
    internal void Drop(torch.Tensor tensor)
    {
        var last = owned[--count];
        owned[tensor.ScopeSlot] = last;
        last.ScopeSlot = tensor.ScopeSlot;
        owned[count] = null!;
        tensor.OwningDisposeScope = null;
    }

    /// <summary>Puts another tensor in the place of one that gave its native tensor away.</summary>
    internal static void ReplaceWith(torch.Tensor original, torch.Tensor replacement)
    {
        if (original.OwningDisposeScope is not { } scope) return;
        scope.Drop(original);
        replacement.OwningDisposeScope?.Drop(replacement);
        scope.Add(replacement);
    }

    private void MoveOne(DisposeScope? scope, IDisposable disposable)
    {
        if (!Contains(disposable) || ReferenceEquals(scope, this)) return;
        var tensor = (torch.Tensor)disposable;
        Drop(tensor);
        if (scope is not null) scope.Add(tensor);
        else manager.Counts.TensorStatistics.DetachedFromScopeCount++;
    }

    private static torch.Tensor Managed(IDisposable disposable) => disposable as torch.Tensor
        ?? throw new InvalidOperationException("A dispose scope manages tensors only.");

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(closed, this);
}
