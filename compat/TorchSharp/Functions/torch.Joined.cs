namespace TorchSharp;

// One tensor from several, and the free forms whose arguments differ from the method's.
public static unsafe partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Join(Handles(tensors), tensors, &Native.torch_cat, dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Join(Handles(tensors), tensors, &Native.torch_cat, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var all = tensors as IList<Tensor> ?? tensors.ToArray();
        return Join(Handles(all), all, &Native.torch_stack, dim);
    }

    public static Tensor hstack(IList<Tensor> tensors) => Join(Handles(tensors), tensors, &Native.torch_hstack);

    public static Tensor hstack(params Tensor[] tensors) => Join(Handles(tensors), tensors, &Native.torch_hstack);

    public static Tensor vstack(IList<Tensor> tensors) => Join(Handles(tensors), tensors, &Native.torch_vstack);

    public static Tensor vstack(Tensor[] tensors) => Join(Handles(tensors), tensors, &Native.torch_vstack);

    public static Tensor dstack(IList<Tensor> tensors) => Join(Handles(tensors), tensors, &Native.torch_dstack);

    public static Tensor dstack(params Tensor[] tensors) => Join(Handles(tensors), tensors, &Native.torch_dstack);

    public static Tensor column_stack(IList<Tensor> tensors) => Join(Handles(tensors), tensors, &Native.torch_column_stack);

    public static Tensor column_stack(params Tensor[] tensors) => Join(Handles(tensors), tensors, &Native.torch_column_stack);

    public static Tensor row_stack(IList<Tensor> tensors) => vstack(tensors);

    public static Tensor row_stack(params Tensor[] tensors) => vstack(tensors);

    public static Tensor block_diag(params Tensor[] tensors) => Join(Handles(tensors), tensors, &Native.torch_block_diag);

    public static Tensor cartesian_prod(IList<Tensor> tensors) => Join(Handles(tensors), tensors, &Native.torch_cartesian_prod);

    public static Tensor cartesian_prod(params Tensor[] tensors) => Join(Handles(tensors), tensors, &Native.torch_cartesian_prod);

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors)
    {
        var all = Native.Handles(tensors);
        var list = Native.torch_broadcast_tensors(all, all.Length);
        GC.KeepAlive(tensors);
        return Native.Results(list);
    }

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        var (kept, all) = (tensors.ToArray(), new nint[0]);
        all = Native.Handles(kept);
        var list = Native.torch_meshgrid(all, all.Length, indexing);
        GC.KeepAlive(kept);
        return Native.Results(list);
    }

    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        var all = Native.Handles(tensors);
        return Native.Result(Native.torch_einsum(equation, all, all.Length), tensors);
    }

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>The positions of true elements, one tensor a dimension.</summary>
    public static Tensor[] where(Tensor condition)
    {
        var list = Native.torch_where(condition.Handle);
        GC.KeepAlive(condition);
        return Native.Results(list);
    }

    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null)
    {
        using var sorted = sorter is null ? sorted_sequence.alias() : sorted_sequence.gather(-1, sorter);
        return Native.Result(Native.torch_searchsorted(sorted.Handle, values.Handle, out_int32, right), values);
    }

    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Native.Result(Native.torch_combinations(input.Handle, r, with_replacement), input);

    public static IEnumerable<Tensor> atleast_1d(params Tensor[] input) => input.Select(static t => t.atleast_1d());

    public static IEnumerable<Tensor> atleast_2d(params Tensor[] input) => input.Select(static t => t.atleast_2d());

    public static IEnumerable<Tensor> atleast_3d(params Tensor[] input) => input.Select(static t => t.atleast_3d());

    private static nint[] Handles(IList<Tensor> tensors)
    {
        var all = new nint[tensors.Count];
        for (var i = 0; i < all.Length; i++) all[i] = tensors[i].Handle;
        return all;
    }

    private static Tensor Join(nint[] handles, object keep, delegate*<ReadOnlySpan<nint>, long, long, nint> join, long dim) =>
        Native.Result(join(handles, handles.Length, dim), keep);

    private static Tensor Join(nint[] handles, object keep, delegate*<ReadOnlySpan<nint>, long, nint> join) =>
        Native.Result(join(handles, handles.Length), keep);
}
