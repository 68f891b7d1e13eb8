using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    // nn_activations.cpp
    [DllImport(Library)] internal static extern nint nn_relu(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_relu6(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_selu(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_silu(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_mish(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_gelu(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_sigmoid(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_tanh(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_hardsigmoid(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_hardswish(nint x, bool inplace);
    [DllImport(Library)] internal static extern nint nn_elu(nint x, double alpha, bool inplace);
    [DllImport(Library)] internal static extern nint nn_celu(nint x, double alpha, bool inplace);
    [DllImport(Library)] internal static extern nint nn_leaky_relu(nint x, double slope, bool inplace);
    [DllImport(Library)] internal static extern nint nn_threshold(nint x, double threshold, double value, bool inplace);
    [DllImport(Library)] internal static extern nint nn_softmax(nint x, long dim, int dtype);
    [DllImport(Library)] internal static extern nint nn_log_softmax(nint x, long dim);
    [DllImport(Library)] internal static extern nint nn_softplus(nint x, double beta, double threshold);
    [DllImport(Library)] internal static extern nint nn_softshrink(nint x, double lambda);
    [DllImport(Library)] internal static extern nint nn_hardshrink(nint x, double lambda);
    [DllImport(Library)] internal static extern nint nn_softsign(nint x);
    [DllImport(Library)] internal static extern nint nn_tanhshrink(nint x);
    [DllImport(Library)] internal static extern nint nn_log_sigmoid(nint x);
    [DllImport(Library)] internal static extern nint nn_glu(nint x, long dim);
    [DllImport(Library)] internal static extern nint nn_prelu(nint x, nint weight);

    // nn_layers.cpp
    [DllImport(Library)] internal static extern nint nn_linear(nint x, nint weight, nint bias);
    [DllImport(Library)] internal static extern nint nn_bilinear(nint a, nint b, nint weight, nint bias);
    [DllImport(Library)] internal static extern nint nn_embedding(nint indices, nint weight, long padding_idx, bool scale_grad_by_freq, bool sparse);
    [DllImport(Library)] internal static extern void nn_embedding_renorm_(nint indices, nint weight, double max_norm, double norm_type);
    [DllImport(Library)] internal static extern nint nn_one_hot(nint x, long classes);
    [DllImport(Library)] internal static extern nint nn_dropout(nint x, double p, bool training, bool inplace);
    [DllImport(Library)] internal static extern nint nn_feature_dropout(nint x, double p, bool training, bool inplace);
    [DllImport(Library)] internal static extern nint nn_alpha_dropout(nint x, double p, bool training, bool inplace);
    [DllImport(Library)] internal static extern nint nn_feature_alpha_dropout(nint x, double p, bool training, bool inplace);
    [DllImport(Library)] internal static extern nint nn_batch_norm(nint x, nint weight, nint bias, nint mean, nint var, bool training, double momentum, double eps);
    [DllImport(Library)] internal static extern nint nn_instance_norm(nint x, nint weight, nint bias, nint mean, nint var, bool use_input_stats, double momentum, double eps);
    [DllImport(Library)] internal static extern nint nn_layer_norm(nint x, long* shape, long dims, nint weight, nint bias, double eps);
    [DllImport(Library)] internal static extern nint nn_group_norm(nint x, long groups, nint weight, nint bias, double eps);
    [DllImport(Library)] internal static extern nint nn_cosine_similarity(nint a, nint b, long dim, double eps);
    [DllImport(Library)] internal static extern nint nn_pairwise_distance(nint a, nint b, double p, double eps, bool keepdim);
    [DllImport(Library)] internal static extern nint nn_normalize(nint x, double p, long dim, double eps);
    [DllImport(Library)] internal static extern nint nn_attention(nint q, nint k, nint v, nint mask, double p, bool causal);
    [DllImport(Library)] internal static extern nint nn_local_response_norm(nint x, long size, double alpha, double beta, double k);
    [DllImport(Library)] internal static extern nint nn_multi_head_attention(nint q, nint k, nint v, long heads, nint in_weight, nint in_bias, nint out_weight, nint out_bias,
        nint padding_mask, nint mask, double p, bool training, nint* attention);

    // nn_losses.cpp
    [DllImport(Library)] internal static extern nint nn_mse_loss(nint x, nint y, long reduction);
    [DllImport(Library)] internal static extern nint nn_l1_loss(nint x, nint y, long reduction);
    [DllImport(Library)] internal static extern nint nn_smooth_l1_loss(nint x, nint y, long reduction, double beta);
    [DllImport(Library)] internal static extern nint nn_huber_loss(nint x, nint y, long reduction, double delta);
    [DllImport(Library)] internal static extern nint nn_binary_cross_entropy(nint x, nint y, nint weight, long reduction);
    [DllImport(Library)] internal static extern nint nn_binary_cross_entropy_with_logits(nint x, nint y, nint weight, nint pos_weight, long reduction);
    [DllImport(Library)] internal static extern nint nn_cross_entropy(nint x, nint y, nint weight, long reduction, long ignore_index, double label_smoothing);
    [DllImport(Library)] internal static extern nint nn_nll_loss(nint x, nint y, nint weight, long reduction);
    [DllImport(Library)] internal static extern nint nn_kl_div(nint x, nint y, long reduction, bool log_target);
    [DllImport(Library)] internal static extern nint nn_soft_margin_loss(nint x, nint y, long reduction);
    [DllImport(Library)] internal static extern nint nn_poisson_nll_loss(nint x, nint y, bool log_input, bool full, double eps, long reduction);
    [DllImport(Library)] internal static extern nint nn_hinge_embedding_loss(nint x, nint y, double margin, long reduction);
    [DllImport(Library)] internal static extern nint nn_margin_ranking_loss(nint a, nint b, nint y, double margin, long reduction);
    [DllImport(Library)] internal static extern nint nn_cosine_embedding_loss(nint a, nint b, nint y, double margin, long reduction);
    [DllImport(Library)] internal static extern nint nn_gaussian_nll_loss(nint x, nint y, nint variance, bool full, double eps, long reduction);

    // nn_convolution.cpp
    [DllImport(Library)] internal static extern nint nn_conv(nint x, nint weight, nint bias, long* stride, long* padding, long* dilation, long dims, long groups);
    [DllImport(Library)] internal static extern nint nn_conv_padded(nint x, nint weight, nint bias, long* stride, bool same, long* dilation, long dims, long groups);
    [DllImport(Library)] internal static extern nint nn_conv_transpose(nint x, nint weight, nint bias, long* stride, long* padding, long* output_padding, long* dilation, long dims, long groups);

    // nn_pooling.cpp
    [DllImport(Library)] internal static extern nint nn_max_pool(nint x, long* kernel, long* stride, long* padding, long* dilation, long dims, bool ceil_mode);
    [DllImport(Library)] internal static extern nint nn_max_pool_with_indices(nint x, long* kernel, long* stride, long* padding, long* dilation, long dims, bool ceil_mode, nint* indices);
    [DllImport(Library)] internal static extern nint nn_avg_pool(nint x, long* kernel, long* stride, long* padding, long dims, bool ceil_mode, bool count_include_pad, long divisor);
    [DllImport(Library)] internal static extern nint nn_adaptive_avg_pool(nint x, long* size, long dims);
    [DllImport(Library)] internal static extern nint nn_adaptive_max_pool(nint x, long* size, long dims, nint* indices);

    // nn_recurrent.cpp
    [DllImport(Library)] internal static extern nint nn_recurrent(int kind, nint x, nint batch_sizes, nint h, nint c, nint* weights, long count, bool bias, long layers, double dropout,
        bool training, bool bidirectional, bool batch_first, nint* last_h, nint* last_c);
    [DllImport(Library)] internal static extern nint nn_recurrent_cell(int kind, nint x, nint h, nint c, nint w_ih, nint w_hh, nint b_ih, nint b_hh, nint* last_c);
    [DllImport(Library)] internal static extern nint nn_pack(nint x, nint lengths, bool batch_first, nint* batch_sizes);
    [DllImport(Library)] internal static extern nint nn_unpack(nint x, nint batch_sizes, bool batch_first, double padding, long total, nint* lengths);
    [DllImport(Library)] internal static extern nint nn_pad_sequence(nint* sequences, long count, bool batch_first, double padding);

    // nn_images.cpp
    [DllImport(Library)] internal static extern nint nn_pad(nint x, long* pad, long count, int mode, double value);
    [DllImport(Library)] internal static extern nint nn_interpolate(nint x, long* sizes, double* scales, long dims, int mode, bool align_corners, bool antialias);
    [DllImport(Library)] internal static extern nint nn_grid_sample(nint x, nint grid, long mode, long padding, bool align_corners);
    [DllImport(Library)] internal static extern nint nn_affine_grid(nint theta, long* size, long dims, bool align_corners);

    // nn_init.cpp
    [DllImport(Library)] internal static extern void nn_init_uniform_(nint t, double low, double high);
    [DllImport(Library)] internal static extern void nn_init_normal_(nint t, double mean, double std);
    [DllImport(Library)] internal static extern void nn_init_constant_(nint t, double value);
    [DllImport(Library)] internal static extern void nn_init_eye_(nint t);
    [DllImport(Library)] internal static extern void nn_init_trunc_normal_(nint t, double mean, double std, double low, double high);
    [DllImport(Library)] internal static extern void nn_init_orthogonal_(nint t, double gain);
}
