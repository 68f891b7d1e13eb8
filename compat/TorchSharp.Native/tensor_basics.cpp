// What a tensor is: its shape, type, place and memory.
#include "common.h"

EXPORT(int64_t) tensor_ndim(Handle t) { return guard([&] { return t->dim(); }); }
EXPORT(int64_t) tensor_numel(Handle t) { return guard([&] { return t->numel(); }); }
EXPORT(int64_t) tensor_element_size(Handle t) { return guard([&] { return static_cast<int64_t>(t->element_size()); }); }
EXPORT(int64_t) tensor_size(Handle t, int64_t dim) { return guard([&] { return t->size(dim); }); }
EXPORT(int64_t) tensor_stride(Handle t, int64_t dim) { return guard([&] { return t->stride(dim); }); }
// At most `capacity` sizes; answers how many dimensions there are.
EXPORT(int64_t) tensor_sizes(Handle t, int64_t* into, int64_t capacity)
{
    return guard([&] {
        auto sizes = t->sizes();
        for (size_t i = 0; i < sizes.size() && static_cast<int64_t>(i) < capacity; i++) into[i] = sizes[i];
        return static_cast<int64_t>(sizes.size());
    });
}
EXPORT(int32_t) tensor_dtype(Handle t) { return guard([&] { return static_cast<int32_t>(t->scalar_type()); }); }
EXPORT(int32_t) tensor_device_type(Handle t) { return guard([&] { return static_cast<int32_t>(t->device().type()); }); }
EXPORT(int32_t) tensor_device_index(Handle t) { return guard([&] { return static_cast<int32_t>(t->device().index()); }); }
EXPORT(void*) tensor_data(Handle t) { return guard([&] { return t->data_ptr(); }); }

EXPORT(int32_t) tensors_count(TensorList* all) { return static_cast<int32_t>(all->size()); }
EXPORT(void) tensors_take(TensorList* all, Handle* into)
{
    guard([&] {
        for (auto& t : *all) *into++ = give(std::move(t));
        delete all;
        return 0;
    });
}
