using System.Runtime.InteropServices;

namespace TorchSharp;

internal static partial class Native
{
    // nn_optim.cpp
    [DllImport(Library)] internal static extern void nn_optim_sgd(nint p, nint grad, nint buffer, bool first, double lr, double momentum, double dampening, double weight_decay, bool nesterov, bool maximize);
    [DllImport(Library)] internal static extern void nn_optim_adam(nint p, nint grad, nint m, nint v, nint max_v, long step, double lr, double beta1, double beta2, double eps, double weight_decay, bool decoupled, bool maximize);
    [DllImport(Library)] internal static extern void nn_optim_nadam(nint p, nint grad, nint m, nint v, long step, double mu, double mu_next, double mu_product, double lr, double beta1, double beta2, double eps, double weight_decay);
    [DllImport(Library)] internal static extern void nn_optim_radam(nint p, nint grad, nint m, nint v, long step, double lr, double beta1, double beta2, double eps, double weight_decay);
    [DllImport(Library)] internal static extern void nn_optim_adamax(nint p, nint grad, nint m, nint infinity, long step, double lr, double beta1, double beta2, double eps, double weight_decay);
    [DllImport(Library)] internal static extern void nn_optim_adagrad(nint p, nint grad, nint sum, double lr, double eps, double weight_decay);
    [DllImport(Library)] internal static extern void nn_optim_adadelta(nint p, nint grad, nint square_avg, nint acc_delta, double lr, double rho, double eps, double weight_decay, bool maximize);
    [DllImport(Library)] internal static extern void nn_optim_rmsprop(nint p, nint grad, nint square_avg, nint grad_avg, nint buffer, double lr, double alpha, double eps, double weight_decay, double momentum, bool maximize);
}
