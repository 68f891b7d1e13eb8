// Convolutions and their transposes. All lists have one number a spatial dimension.
#include "common.h"

EXPORT(Handle) nn_conv(Handle x, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t dims, int64_t groups)
{
    return guard([&] {
        auto s = list(stride, dims), p = list(padding, dims), d = list(dilation, dims);
        switch (dims)
        {
            case 1: return give(at::conv1d(*x, *weight, maybe(bias), s, p, d, groups));
            case 2: return give(at::conv2d(*x, *weight, maybe(bias), s, p, d, groups));
            default: return give(at::conv3d(*x, *weight, maybe(bias), s, p, d, groups));
        }
    });
}
EXPORT(Handle) nn_conv_padded(Handle x, Handle weight, Handle bias, const int64_t* stride, bool same, const int64_t* dilation, int64_t dims, int64_t groups)
{
    return guard([&] {
        auto s = list(stride, dims), d = list(dilation, dims);
        const char* p = same ? "same" : "valid";
        switch (dims)
        {
            case 1: return give(at::conv1d(*x, *weight, maybe(bias), s, p, d, groups));
            case 2: return give(at::conv2d(*x, *weight, maybe(bias), s, p, d, groups));
            default: return give(at::conv3d(*x, *weight, maybe(bias), s, p, d, groups));
        }
    });
}
EXPORT(Handle) nn_conv_transpose(Handle x, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding, const int64_t* output_padding, const int64_t* dilation, int64_t dims, int64_t groups)
{
    return guard([&] {
        auto s = list(stride, dims), p = list(padding, dims), o = list(output_padding, dims), d = list(dilation, dims);
        switch (dims)
        {
            case 1: return give(at::conv_transpose1d(*x, *weight, maybe(bias), s, p, o, groups, d));
            case 2: return give(at::conv_transpose2d(*x, *weight, maybe(bias), s, p, o, groups, d));
            default: return give(at::conv_transpose3d(*x, *weight, maybe(bias), s, p, o, groups, d));
        }
    });
}
