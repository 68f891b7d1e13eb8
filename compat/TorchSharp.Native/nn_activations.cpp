// Activation functions. In place means: the input changes, and the answer is another reference to it.
#include "common.h"

#define ACTIVATION(name) \
    EXPORT(Handle) nn_##name(Handle x, bool inplace) { return guard([&] { return inplace ? give(at::name##_(*x)) : give(at::name(*x)); }); }
#define ACTIVATION_1(name) \
    EXPORT(Handle) nn_##name(Handle x, double a, bool inplace) { return guard([&] { return inplace ? give(at::name##_(*x, a)) : give(at::name(*x, a)); }); }
#define ACTIVATION_2(name) \
    EXPORT(Handle) nn_##name(Handle x, double a, double b, bool inplace) { return guard([&] { return inplace ? give(at::name##_(*x, a, b)) : give(at::name(*x, a, b)); }); }

ACTIVATION(relu)
ACTIVATION(relu6)
ACTIVATION(selu)
ACTIVATION(silu)
ACTIVATION(mish)
ACTIVATION(gelu)
ACTIVATION(sigmoid)
ACTIVATION(tanh)
ACTIVATION(hardsigmoid)
ACTIVATION(hardswish)
ACTIVATION_1(elu)
ACTIVATION_1(celu)
ACTIVATION_1(leaky_relu)
ACTIVATION_2(threshold)

EXPORT(Handle) nn_softmax(Handle x, int64_t dim, int32_t dtype) { return guard([&] { return give(at::softmax(*x, dim, maybe_dtype(dtype))); }); }
EXPORT(Handle) nn_log_softmax(Handle x, int64_t dim) { return guard([&] { return give(at::log_softmax(*x, dim)); }); }
EXPORT(Handle) nn_softplus(Handle x, double beta, double threshold) { return guard([&] { return give(at::softplus(*x, beta, threshold)); }); }
EXPORT(Handle) nn_softshrink(Handle x, double lambda) { return guard([&] { return give(at::softshrink(*x, lambda)); }); }
EXPORT(Handle) nn_hardshrink(Handle x, double lambda) { return guard([&] { return give(at::hardshrink(*x, lambda)); }); }
EXPORT(Handle) nn_softsign(Handle x) { return guard([&] { return give(*x / (x->abs() + 1)); }); }
EXPORT(Handle) nn_tanhshrink(Handle x) { return guard([&] { return give(*x - x->tanh()); }); }
EXPORT(Handle) nn_log_sigmoid(Handle x) { return guard([&] { return give(at::log_sigmoid(*x)); }); }
EXPORT(Handle) nn_glu(Handle x, int64_t dim) { return guard([&] { return give(at::glu(*x, dim)); }); }
EXPORT(Handle) nn_prelu(Handle x, Handle weight) { return guard([&] { return give(at::prelu(*x, *weight)); }); }
