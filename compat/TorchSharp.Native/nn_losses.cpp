// Losses. reduction: 0 none, 1 mean, 2 sum.
#include "common.h"

static at::Tensor reduce(const at::Tensor& x, int64_t reduction) { return reduction == 1 ? x.mean() : reduction == 2 ? x.sum() : x; }

// Operands of different shapes are spread to a common one first, so that each gets a gradient of its own shape.
template <class F> static Handle paired(Handle x, Handle y, F&& loss)
{
    return guard([&] {
        if (x->sizes() == y->sizes()) return give(loss(*x, *y));
        auto both = at::broadcast_tensors({ *x, *y });
        return give(loss(both[0], both[1]));
    });
}

EXPORT(Handle) nn_mse_loss(Handle x, Handle y, int64_t r) { return paired(x, y, [&](const at::Tensor& a, const at::Tensor& b) { return at::mse_loss(a, b, r); }); }
EXPORT(Handle) nn_l1_loss(Handle x, Handle y, int64_t r) { return paired(x, y, [&](const at::Tensor& a, const at::Tensor& b) { return at::l1_loss(a, b, r); }); }
EXPORT(Handle) nn_smooth_l1_loss(Handle x, Handle y, int64_t r, double beta) { return paired(x, y, [&](const at::Tensor& a, const at::Tensor& b) { return at::smooth_l1_loss(a, b, r, beta); }); }
EXPORT(Handle) nn_huber_loss(Handle x, Handle y, int64_t r, double delta) { return paired(x, y, [&](const at::Tensor& a, const at::Tensor& b) { return at::huber_loss(a, b, r, delta); }); }
EXPORT(Handle) nn_binary_cross_entropy(Handle x, Handle y, Handle weight, int64_t r) { return guard([&] { return give(at::binary_cross_entropy(*x, *y, maybe(weight), r)); }); }
EXPORT(Handle) nn_binary_cross_entropy_with_logits(Handle x, Handle y, Handle weight, Handle pos_weight, int64_t r)
{
    return guard([&] { return give(at::binary_cross_entropy_with_logits(*x, *y, maybe(weight), maybe(pos_weight), r)); });
}
EXPORT(Handle) nn_cross_entropy(Handle x, Handle y, Handle weight, int64_t r, int64_t ignore_index, double label_smoothing)
{
    return guard([&] { return give(at::cross_entropy_loss(*x, *y, maybe(weight), r, ignore_index, label_smoothing)); });
}
EXPORT(Handle) nn_nll_loss(Handle x, Handle y, Handle weight, int64_t r) { return guard([&] { return give(at::nll_loss_nd(*x, *y, maybe(weight), r, -100)); }); }
EXPORT(Handle) nn_kl_div(Handle x, Handle y, int64_t r, bool log_target) { return guard([&] { return give(at::kl_div(*x, *y, r, log_target)); }); }
EXPORT(Handle) nn_soft_margin_loss(Handle x, Handle y, int64_t r) { return guard([&] { return give(at::soft_margin_loss(*x, *y, r)); }); }
EXPORT(Handle) nn_poisson_nll_loss(Handle x, Handle y, bool log_input, bool full, double eps, int64_t r)
{
    return guard([&] { return give(at::poisson_nll_loss(*x, *y, log_input, full, eps, r)); });
}
EXPORT(Handle) nn_hinge_embedding_loss(Handle x, Handle y, double margin, int64_t r) { return guard([&] { return give(at::hinge_embedding_loss(*x, *y, margin, r)); }); }
EXPORT(Handle) nn_margin_ranking_loss(Handle a, Handle b, Handle y, double margin, int64_t r) { return guard([&] { return give(at::margin_ranking_loss(*a, *b, *y, margin, r)); }); }
EXPORT(Handle) nn_cosine_embedding_loss(Handle a, Handle b, Handle y, double margin, int64_t r) { return guard([&] { return give(at::cosine_embedding_loss(*a, *b, *y, margin, r)); }); }
EXPORT(Handle) nn_gaussian_nll_loss(Handle x, Handle y, Handle variance, bool full, double eps, int64_t r)
{
    return guard([&] {
        at::Tensor var;
        { at::NoGradGuard none; var = variance->clone().clamp_min(eps); }
        var = *variance + (var - *variance).detach();     // the floor changes the value, not the gradient
        auto loss = 0.5 * (var.log() + (*x - *y).square() / var);
        if (full) loss = loss + 0.9189385332046727;       // log(2 pi) / 2
        return give(reduce(loss, r));
    });
}
