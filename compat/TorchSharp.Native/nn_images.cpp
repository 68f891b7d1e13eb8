// Padding and resizing.
#include "common.h"

EXPORT(Handle) nn_pad(Handle x, const int64_t* pad, int64_t count, int32_t mode, double value)
{
    return guard([&] {
        static const char* const modes[] = { "constant", "reflect", "replicate", "circular", "constant" };
        return give(mode == 0 || mode == 4 ? at::constant_pad_nd(*x, list(pad, count), value) : at::pad(*x, list(pad, count), modes[mode]));
    });
}

// mode: 0 nearest, 1 linear, 2 bilinear, 3 bicubic, 4 trilinear, 5 area, 6 nearest-exact. Either sizes or scales (one a spatial dimension).
EXPORT(Handle) nn_interpolate(Handle x, const int64_t* sizes, const double* scales, int64_t dims, int32_t mode, bool align_corners, bool antialias)
{
    return guard([&] {
        at::OptionalIntArrayRef size;
        if (sizes) size = list(sizes, dims);
        Optional<at::ArrayRef<double>> scale;
        if (scales) scale = at::ArrayRef<double>(scales, static_cast<size_t>(dims));
        auto spatial = x->dim() - 2;
        if (mode == 5)
        {
            std::vector<int64_t> n;
            for (int64_t i = 0; i < spatial; i++) n.push_back(sizes ? sizes[i] : static_cast<int64_t>(x->size(i + 2) * scales[i]));
            return give(spatial == 1 ? at::adaptive_avg_pool1d(*x, n) : spatial == 2 ? at::adaptive_avg_pool2d(*x, n) : at::adaptive_avg_pool3d(*x, n));
        }
        if (mode == 0 && spatial == 1) return give(at::upsample_nearest1d(*x, size, scale));
        if (mode == 0 && spatial == 2) return give(at::upsample_nearest2d(*x, size, scale));
        if (mode == 0 && spatial == 3) return give(at::upsample_nearest3d(*x, size, scale));
        if (mode == 6 && spatial == 1) return give(at::_upsample_nearest_exact1d(*x, size, scale));
        if (mode == 6 && spatial == 2) return give(at::_upsample_nearest_exact2d(*x, size, scale));
        if (mode == 6 && spatial == 3) return give(at::_upsample_nearest_exact3d(*x, size, scale));
        if (mode == 1 && spatial == 1) return give(at::upsample_linear1d(*x, size, align_corners, scale));
        if (mode == 2 && spatial == 2) return give(antialias ? at::_upsample_bilinear2d_aa(*x, size, align_corners, scale) : at::upsample_bilinear2d(*x, size, align_corners, scale));
        if (mode == 3 && spatial == 2) return give(antialias ? at::_upsample_bicubic2d_aa(*x, size, align_corners, scale) : at::upsample_bicubic2d(*x, size, align_corners, scale));
        if (mode == 4 && spatial == 3) return give(at::upsample_trilinear3d(*x, size, align_corners, scale));
        TORCH_CHECK(false, "interpolate: this mode does not go with an input of ", x->dim(), " dimensions");
    });
}

// mode: 0 bilinear, 1 nearest; padding: 0 zeros, 1 border, 2 reflection.
EXPORT(Handle) nn_grid_sample(Handle x, Handle grid, int64_t mode, int64_t padding, bool align_corners) { return guard([&] { return give(at::grid_sampler(*x, *grid, mode, padding, align_corners)); }); }
EXPORT(Handle) nn_affine_grid(Handle theta, const int64_t* size, int64_t dims, bool align_corners) { return guard([&] { return give(at::affine_grid_generator(*theta, list(size, dims), align_corners)); }); }
