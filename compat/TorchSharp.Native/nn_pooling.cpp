// Pooling. An empty stride means: as large as the kernel.
#include "common.h"

EXPORT(Handle) nn_max_pool(Handle x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t dims, bool ceil_mode)
{
    return guard([&] {
        auto k = list(kernel, dims), s = list(stride, stride ? dims : 0), p = list(padding, dims), d = list(dilation, dims);
        switch (dims)
        {
            case 1: return give(at::max_pool1d(*x, k, s, p, d, ceil_mode));
            case 2: return give(at::max_pool2d(*x, k, s, p, d, ceil_mode));
            default: return give(at::max_pool3d(*x, k, s, p, d, ceil_mode));
        }
    });
}
EXPORT(Handle) nn_max_pool_with_indices(Handle x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t dims, bool ceil_mode, Handle* indices)
{
    return guard([&] {
        auto k = list(kernel, dims), s = list(stride, stride ? dims : 0), p = list(padding, dims), d = list(dilation, dims);
        auto both = dims == 1 ? at::max_pool1d_with_indices(*x, k, s, p, d, ceil_mode)
            : dims == 2 ? at::max_pool2d_with_indices(*x, k, s, p, d, ceil_mode)
            : at::max_pool3d_with_indices(*x, k, s, p, d, ceil_mode);
        *indices = give(std::get<1>(both));
        return give(std::get<0>(both));
    });
}
EXPORT(Handle) nn_avg_pool(Handle x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, int64_t dims, bool ceil_mode, bool count_include_pad, int64_t divisor)
{
    return guard([&] {
        auto k = list(kernel, dims), s = list(stride, stride ? dims : 0), p = list(padding, dims);
        auto override = maybe_integer(divisor);
        switch (dims)
        {
            case 1: return give(at::avg_pool1d(*x, k, s, p, ceil_mode, count_include_pad));
            case 2: return give(at::avg_pool2d(*x, k, s, p, ceil_mode, count_include_pad, override));
            default: return give(at::avg_pool3d(*x, k, s, p, ceil_mode, count_include_pad, override));
        }
    });
}
EXPORT(Handle) nn_adaptive_avg_pool(Handle x, const int64_t* size, int64_t dims)
{
    return guard([&] {
        auto n = list(size, dims);
        switch (dims)
        {
            case 1: return give(at::adaptive_avg_pool1d(*x, n));
            case 2: return give(at::adaptive_avg_pool2d(*x, n));
            default: return give(at::adaptive_avg_pool3d(*x, n));
        }
    });
}
EXPORT(Handle) nn_adaptive_max_pool(Handle x, const int64_t* size, int64_t dims, Handle* indices)
{
    return guard([&] {
        auto n = list(size, dims);
        auto both = dims == 1 ? at::adaptive_max_pool1d(*x, n) : dims == 2 ? at::adaptive_max_pool2d(*x, n) : at::adaptive_max_pool3d(*x, n);
        *indices = give(std::get<1>(both));
        return give(std::get<0>(both));
    });
}
