// Random fills and draws; a generator makes them reproducible.
#include "common.h"

OP(tensor_bernoulli, (Handle x, at::Generator* generator), x->bernoulli(maybe(generator)))
OP(tensor_multinomial, (Handle x, int64_t num_samples, bool replacement, at::Generator* generator), x->multinomial(num_samples, replacement, maybe(generator)))
OP(tensor_poisson, (Handle x, at::Generator* generator), at::poisson(*x, maybe(generator)))
DO(tensor_bernoulli_, (Handle x, double p, at::Generator* generator), x->bernoulli_(p, maybe(generator)))
DO(tensor_bernoulli__tg, (Handle x, Handle p, at::Generator* generator), x->bernoulli_(*p, maybe(generator)))
OP(tensor_binomial, (Handle x, Handle prob, at::Generator* generator), at::binomial(*x, *prob, maybe(generator)))
DO(tensor_cauchy_, (Handle x, double median, double sigma, at::Generator* generator), x->cauchy_(median, sigma, maybe(generator)))
DO(tensor_exponential_, (Handle x, double lambda, at::Generator* generator), x->exponential_(lambda, maybe(generator)))
DO(tensor_geometric_, (Handle x, double p, at::Generator* generator), x->geometric_(p, maybe(generator)))
DO(tensor_normal_, (Handle x, double mean, double deviation, at::Generator* generator), x->normal_(mean, deviation, maybe(generator)))
DO(tensor_log_normal_, (Handle x, double mean, double deviation, at::Generator* generator), x->log_normal_(mean, deviation, maybe(generator)))
DO(tensor_random_, (Handle x, double from, double to, at::Generator* generator), x->random_(static_cast<int64_t>(from), static_cast<int64_t>(to), maybe(generator)))
DO(tensor_uniform_, (Handle x, double from, double to, at::Generator* generator), x->uniform_(from, to, maybe(generator)))
