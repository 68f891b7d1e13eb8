namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module learns. It takes over the native tensor of the one it is made from, which becomes empty.</summary>
        public class Parameter : torch.Tensor
        {
            public Parameter(torch.Tensor data, bool requires_grad = true) : base(Take(data, requires_grad), false) => DisposeScope.ReplaceWith(data, this);

            private static nint Take(torch.Tensor data, bool requires_grad)
            {
                data.requires_grad = requires_grad;
                return data.DecoupleFromNativeHandle();
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
