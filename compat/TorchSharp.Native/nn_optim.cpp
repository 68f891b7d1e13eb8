// One step of each optimizer for one parameter. The state tensors change in place; step counts from 1.
#include "common.h"
#include <cmath>

template <class F> static void update(F&& body)
{
    guard([&] { at::NoGradGuard none; body(); return 0; });
}

static at::Tensor decayed(Handle grad, Handle p, double weight_decay, bool maximize)
{
    auto g = maximize ? grad->neg() : *grad;
    return weight_decay != 0 ? g.add(*p, weight_decay) : g;
}

// buffer: null without momentum. first: the buffer becomes the gradient itself.
EXPORT(void) nn_optim_sgd(Handle p, Handle grad, Handle buffer, bool first, double lr, double momentum, double dampening, double weight_decay, bool nesterov, bool maximize)
{
    update([&] {
        auto g = decayed(grad, p, weight_decay, false);
        if (buffer)
        {
            if (first) buffer->copy_(g);
            else buffer->mul_(momentum).add_(g, 1 - dampening);
            g = nesterov ? g.add(*buffer, momentum) : *buffer;
        }
        p->add_(g, maximize ? lr : -lr);
    });
}

// decoupled: the weights shrink by themselves (AdamW), not through the gradient.
EXPORT(void) nn_optim_adam(Handle p, Handle grad, Handle m, Handle v, Handle max_v, int64_t step, double lr, double beta1, double beta2, double eps, double weight_decay, bool decoupled, bool maximize)
{
    update([&] {
        auto g = decayed(grad, p, decoupled ? 0 : weight_decay, maximize);
        if (decoupled && weight_decay != 0) p->mul_(1 - lr * weight_decay);
        m->mul_(beta1).add_(g, 1 - beta1);
        v->mul_(beta2).addcmul_(g, g, 1 - beta2);
        if (max_v) at::maximum_out(*max_v, *max_v, *v);
        auto denominator = (max_v ? *max_v : *v).sqrt().div_(std::sqrt(1 - std::pow(beta2, step))).add_(eps);
        p->addcdiv_(*m, denominator, -lr / (1 - std::pow(beta1, step)));
    });
}

EXPORT(void) nn_optim_nadam(Handle p, Handle grad, Handle m, Handle v, int64_t step, double mu, double mu_next, double mu_product, double lr, double beta1, double beta2, double eps, double weight_decay)
{
    update([&] {
        auto g = decayed(grad, p, weight_decay, false);
        m->mul_(beta1).add_(g, 1 - beta1);
        v->mul_(beta2).addcmul_(g, g, 1 - beta2);
        auto denominator = v->div(1 - std::pow(beta2, step)).sqrt_().add_(eps);
        p->addcdiv_(g, denominator, -lr * (1 - mu) / (1 - mu_product));
        p->addcdiv_(*m, denominator, -lr * mu_next / (1 - mu_product * mu_next));
    });
}

EXPORT(void) nn_optim_radam(Handle p, Handle grad, Handle m, Handle v, int64_t step, double lr, double beta1, double beta2, double eps, double weight_decay)
{
    update([&] {
        auto g = decayed(grad, p, weight_decay, false);
        m->mul_(beta1).add_(g, 1 - beta1);
        v->mul_(beta2).addcmul_(g, g, 1 - beta2);
        auto correction1 = 1 - std::pow(beta1, step), correction2 = 1 - std::pow(beta2, step);
        auto limit = 2 / (1 - beta2) - 1, rho = limit - 2 * step * std::pow(beta2, step) / correction2;
        if (rho > 5)
        {
            auto rectified = std::sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
            p->addcdiv_(*m, v->sqrt().add_(eps), -lr * rectified * std::sqrt(correction2) / correction1);
        }
        else p->add_(*m, -lr / correction1);
    });
}

EXPORT(void) nn_optim_adamax(Handle p, Handle grad, Handle m, Handle infinity, int64_t step, double lr, double beta1, double beta2, double eps, double weight_decay)
{
    update([&] {
        auto g = decayed(grad, p, weight_decay, false);
        m->mul_(beta1).add_(g, 1 - beta1);
        at::maximum_out(*infinity, infinity->mul(beta2), g.abs().add_(eps));
        p->addcdiv_(*m, *infinity, -lr / (1 - std::pow(beta1, step)));
    });
}

EXPORT(void) nn_optim_adagrad(Handle p, Handle grad, Handle sum, double lr, double eps, double weight_decay)
{
    update([&] {
        auto g = decayed(grad, p, weight_decay, false);
        sum->addcmul_(g, g, 1);
        p->addcdiv_(g, sum->sqrt().add_(eps), -lr);
    });
}

EXPORT(void) nn_optim_adadelta(Handle p, Handle grad, Handle square_avg, Handle acc_delta, double lr, double rho, double eps, double weight_decay, bool maximize)
{
    update([&] {
        auto g = decayed(grad, p, weight_decay, maximize);
        square_avg->mul_(rho).addcmul_(g, g, 1 - rho);
        auto delta = acc_delta->add(eps).sqrt_().div_(square_avg->add(eps).sqrt_()).mul_(g);
        acc_delta->mul_(rho).addcmul_(delta, delta, 1 - rho);
        p->add_(delta, -lr);
    });
}

EXPORT(void) nn_optim_rmsprop(Handle p, Handle grad, Handle square_avg, Handle grad_avg, Handle buffer, double lr, double alpha, double eps, double weight_decay, double momentum, bool maximize)
{
    update([&] {
        auto g = decayed(grad, p, weight_decay, maximize);
        square_avg->mul_(alpha).addcmul_(g, g, 1 - alpha);
        at::Tensor root;
        if (grad_avg)
        {
            grad_avg->mul_(alpha).add_(g, 1 - alpha);
            root = square_avg->addcmul(*grad_avg, *grad_avg, -1).sqrt_().add_(eps);
        }
        else root = square_avg->sqrt().add_(eps);
        if (buffer) p->add_(buffer->mul_(momentum).addcdiv_(g, root), -lr);
        else p->addcdiv_(g, root, -lr);
    });
}
