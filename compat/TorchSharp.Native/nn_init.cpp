// Initial values, drawn from the global generator of the tensor's device; the tensor may require gradients.
#include "common.h"
#include <cmath>

template <class F> static void fill(F&& body)
{
    guard([&] { at::NoGradGuard none; body(); return 0; });
}

EXPORT(void) nn_init_uniform_(Handle t, double low, double high) { fill([&] { t->uniform_(low, high); }); }
EXPORT(void) nn_init_normal_(Handle t, double mean, double std) { fill([&] { t->normal_(mean, std); }); }
EXPORT(void) nn_init_constant_(Handle t, double value) { fill([&] { t->fill_(value); }); }
EXPORT(void) nn_init_eye_(Handle t)
{
    fill([&] {
        TORCH_CHECK(t->dim() == 2, "eye_ takes a matrix");
        t->copy_(at::eye(t->size(0), t->size(1), t->options()));
    });
}
// A normal distribution cut off at low and high, by the inverse of its distribution function.
EXPORT(void) nn_init_trunc_normal_(Handle t, double mean, double std, double low, double high)
{
    fill([&] {
        auto cdf = [&](double x) { return 0.5 * (1 + std::erf((x - mean) / std / std::sqrt(2.0))); };
        t->uniform_(2 * cdf(low) - 1, 2 * cdf(high) - 1).erfinv_().mul_(std * std::sqrt(2.0)).add_(mean).clamp_(low, high);
    });
}
// A (semi-)orthogonal matrix: Q of a random matrix, its signs made unique by R's diagonal.
EXPORT(void) nn_init_orthogonal_(Handle t, double gain)
{
    fill([&] {
        TORCH_CHECK(t->dim() >= 2, "orthogonal_ takes tensors of two or more dimensions");
        auto rows = t->size(0), columns = t->numel() / rows;
        auto random = at::randn({ rows, columns }, t->options());
        if (rows < columns) random = random.t();
        auto qr = at::linalg_qr(random, "reduced");
        auto q = std::get<0>(qr) * std::get<1>(qr).diagonal().sign();
        if (rows < columns) q = q.t();
        t->copy_(q.reshape(t->sizes())).mul_(gain);
    });
}
