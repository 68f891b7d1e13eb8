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

EXPORT(Handle) nn_local_response_norm(Handle x, int64_t size, double alpha, double beta, double k)
{
    return guard([&] {
        TORCH_CHECK(x->dim() >= 3, "local_response_norm takes an input of three or more dimensions");
        auto squares = x->square().flatten(2).unsqueeze(1);                                          // [N, 1, C, positions]
        squares = at::constant_pad_nd(squares, { 0, 0, size / 2, (size - 1) / 2 }, 0);
        auto mean = at::avg_pool2d(squares, { size, 1 }, 1).squeeze(1).view(x->sizes());
        return give(*x / (mean * alpha + k).pow(beta));
    });
}

// Inputs [T, N, E], [S, N, E], [S, N, E]; in_weight [3 E, E]. Masks: true means "do not look"; numbers are added to the scores.
// Answers [T, N, E] and, when asked, the mean attention of the heads [N, T, S].
EXPORT(Handle) nn_multi_head_attention(Handle q, Handle k, Handle v, int64_t heads, Handle in_weight, Handle in_bias, Handle out_weight, Handle out_bias,
    Handle padding_mask, Handle mask, double p, bool training, Handle* attention)
{
    return guard([&] {
        auto length = q->size(0), rows = q->size(1), width = q->size(2), source = k->size(0), depth = width / heads;
        auto weights = in_weight->chunk(3);
        auto biases = in_bias ? in_bias->chunk(3) : std::vector<at::Tensor>(3);
        auto split = [&](const at::Tensor& x, int i, int64_t steps) {                                  // [N, heads, steps, depth]
            auto bias = in_bias ? Optional<at::Tensor>(biases[i]) : Optional<at::Tensor>();
            return at::linear(x, weights[i], bias).view({ steps, rows, heads, depth }).permute({ 1, 2, 0, 3 });
        };
        auto scores = at::matmul(split(*q, 0, length), split(*k, 1, source).transpose(-2, -1)) / std::sqrt(static_cast<double>(depth));
        if (mask)
        {
            auto m = mask->dim() == 3 ? mask->view({ rows, heads, length, source }) : *mask;
            scores = m.scalar_type() == at::kBool ? scores.masked_fill(m, -INFINITY) : scores + m;
        }
        if (padding_mask)
        {
            auto m = padding_mask->view({ rows, 1, 1, source });
            scores = m.scalar_type() == at::kBool ? scores.masked_fill(m, -INFINITY) : scores + m;
        }
        auto probabilities = at::dropout(at::softmax(scores, -1), p, training);
        auto mixed = at::matmul(probabilities, split(*v, 2, source)).permute({ 2, 0, 1, 3 }).reshape({ length, rows, width });
        if (attention) *attention = give(probabilities.mean(1));
        return give(at::linear(mixed, *out_weight, maybe(out_bias)));
    });
}
