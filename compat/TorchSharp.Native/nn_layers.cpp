// Linear maps, embeddings, dropout, normalisation, attention.
#include "common.h"
#include <cmath>

EXPORT(Handle) nn_linear(Handle x, Handle weight, Handle bias) { return guard([&] { return give(at::linear(*x, *weight, maybe(bias))); }); }
EXPORT(Handle) nn_bilinear(Handle a, Handle b, Handle weight, Handle bias) { return guard([&] { return give(at::bilinear(*a, *b, *weight, maybe(bias))); }); }

EXPORT(Handle) nn_embedding(Handle indices, Handle weight, int64_t padding_idx, bool scale_grad_by_freq, bool sparse)
{
    return guard([&] { return give(at::embedding(*weight, *indices, padding_idx, scale_grad_by_freq, sparse)); });
}
EXPORT(void) nn_embedding_renorm_(Handle indices, Handle weight, double max_norm, double norm_type)
{
    guard([&] { at::NoGradGuard none; at::embedding_renorm_(*weight, indices->contiguous(), max_norm, norm_type); return 0; });
}
EXPORT(Handle) nn_one_hot(Handle x, int64_t classes) { return guard([&] { return give(at::one_hot(*x, classes)); }); }

#define DROPOUT(name) \
    EXPORT(Handle) nn_##name(Handle x, double p, bool training, bool inplace) \
    { return guard([&] { return inplace ? give(at::name##_(*x, p, training)) : give(at::name(*x, p, training)); }); }
DROPOUT(dropout)
DROPOUT(feature_dropout)
DROPOUT(alpha_dropout)
DROPOUT(feature_alpha_dropout)

EXPORT(Handle) nn_batch_norm(Handle x, Handle weight, Handle bias, Handle mean, Handle var, bool training, double momentum, double eps)
{
    return guard([&] { return give(at::batch_norm(*x, maybe(weight), maybe(bias), maybe(mean), maybe(var), training, momentum, eps, at::globalContext().userEnabledCuDNN())); });
}
EXPORT(Handle) nn_instance_norm(Handle x, Handle weight, Handle bias, Handle mean, Handle var, bool use_input_stats, double momentum, double eps)
{
    return guard([&] { return give(at::instance_norm(*x, maybe(weight), maybe(bias), maybe(mean), maybe(var), use_input_stats, momentum, eps, at::globalContext().userEnabledCuDNN())); });
}
EXPORT(Handle) nn_layer_norm(Handle x, const int64_t* shape, int64_t dims, Handle weight, Handle bias, double eps)
{
    return guard([&] { return give(at::layer_norm(*x, list(shape, dims), maybe(weight), maybe(bias), eps)); });
}
EXPORT(Handle) nn_group_norm(Handle x, int64_t groups, Handle weight, Handle bias, double eps)
{
    return guard([&] { return give(at::group_norm(*x, groups, maybe(weight), maybe(bias), eps)); });
}

EXPORT(Handle) nn_cosine_similarity(Handle a, Handle b, int64_t dim, double eps) { return guard([&] { return give(at::cosine_similarity(*a, *b, dim, eps)); }); }
EXPORT(Handle) nn_pairwise_distance(Handle a, Handle b, double p, double eps, bool keepdim) { return guard([&] { return give(at::pairwise_distance(*a, *b, p, eps, keepdim)); }); }
EXPORT(Handle) nn_normalize(Handle x, double p, int64_t dim, double eps)
{
    return guard([&] { return give(*x / x->norm(p, { dim }, true).clamp_min(eps).expand_as(*x)); });
}

// softmax(q k^T / sqrt(d) + mask) v, with dropout on the probabilities. Composed, because libtorch has it only since 2.0.
EXPORT(Handle) nn_attention(Handle q, Handle k, Handle v, Handle mask, double p, bool causal)
{
    return guard([&] {
        auto scores = at::matmul(*q, k->transpose(-2, -1)) / std::sqrt(static_cast<double>(q->size(-1)));
        if (causal)
        {
            auto ones = at::ones({ q->size(-2), k->size(-2) }, q->options().dtype(at::kBool));
            scores = scores.masked_fill(ones.tril().logical_not(), -INFINITY);
        }
        if (mask)
            scores = mask->scalar_type() == at::kBool ? scores.masked_fill(mask->logical_not(), -INFINITY) : scores + *mask;
        return give(at::matmul(at::dropout(at::softmax(scores, -1), p, p > 0), *v));
    });
}
