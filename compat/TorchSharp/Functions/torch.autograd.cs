namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>The gradients of the outputs' sum (or of their product with given gradients) by the inputs.</summary>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var (from, to, weights) = (Native.Handles(outputs), Native.Handles(inputs), Optional(grad_outputs));
            var list = Native.autograd_grad(from, from.Length, to, to.Length, weights, weights.Length, retain_graph, create_graph, allow_unused);
            Keep(outputs, inputs, grad_outputs);
            return Native.Results(list).ToList();
        }

        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (roots, weights, leaves) = (Native.Handles(tensors), Optional(grad_tensors), Optional(inputs));
            var done = Native.autograd_backward(roots, roots.Length, weights, weights.Length, retain_graph ?? create_graph, create_graph, leaves, leaves.Length);
            Keep(tensors, grad_tensors, inputs);
            if (done == 0) Native.Check();
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        private static nint[] Optional(IList<Tensor>? tensors) => tensors is null ? [] : tensors.Select(Native.OrNull).ToArray();

        private static void Keep(object? first, object? second, object? third)
        {
            GC.KeepAlive(first);
            GC.KeepAlive(second);
            GC.KeepAlive(third);
        }
    }

    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_grad_enabled() => Native.grad_mode();

    public static bool is_inference_mode_enabled() => Native.inference_mode();

    /// <summary>Sets the thread's gradient mode at once, and back when disposed.</summary>
    private sealed class GradMode : IDisposable
    {
        private readonly bool before = Native.grad_mode();

        public GradMode(bool enabled) => Native.set_grad_mode(enabled);

        public void Dispose() => Native.set_grad_mode(before);
    }

    private sealed class InferenceMode(bool mode) : IDisposable
    {
        private nint guard = Native.Checked(Native.inference_mode_enter(mode));

        public void Dispose()
        {
            if (guard != 0) Native.inference_mode_leave(guard);
            guard = 0;
        }
    }
}

/// <summary>Looks for not-a-number in the backward pass, and says where the forward pass made it.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool enabledBefore = IsEnabled;
    private readonly bool checkedBefore = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => Native.set_anomaly_mode(enabled, check_nan);

    public static bool IsEnabled => Native.anomaly_mode();

    public static bool ShouldCheckNaN => Native.anomaly_check_nan();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Native.set_anomaly_mode(enabledBefore, checkedBefore);
    }
}
