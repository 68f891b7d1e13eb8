namespace TorchSharp;

// What autograd knows of a tensor.
public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Value(Native.tensor_requires_grad(Handle));
            set => Self(Native.tensor_set_requires_grad(Handle, value));
        }

        public bool is_leaf => Value(Native.tensor_is_leaf(Handle));

        /// <summary>The gradient that backward passes add up; each reading gives a new tensor object over the same memory.</summary>
        public Tensor? grad
        {
            get => Native.OptionalResult(Native.tensor_grad(Handle), this);
            set => Self(Native.tensor_set_grad(Handle, Native.OrNull(value)), value);
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Self(Native.tensor_retain_grad(Handle));

        public void backward() => Self(Native.autograd_backward_one(Handle));

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
