// x[...] with numbers, slices, masks and index tensors. An index is three numbers and perhaps a tensor:
// kind 0 one position, 1 a slice, 2 a tensor, 3 a boolean, 4 a new axis, 5 all the remaining axes.
#include "common.h"

#include <ATen/TensorIndexing.h>

struct Index
{
    int64_t kind;
    int64_t start;
    int64_t stop;
    int64_t step;
    Handle tensor;
};

static std::vector<at::indexing::TensorIndex> indices(const Index* p, int64_t n)
{
    using namespace at::indexing;
    std::vector<TensorIndex> all;
    for (int64_t i = 0; i < n; i++)
    {
        const auto& x = p[i];
        switch (x.kind)
        {
            case 0: all.emplace_back(x.start); break;
            case 1: all.emplace_back(Slice(maybe_integer(x.start), maybe_integer(x.stop), maybe_integer(x.step))); break;
            case 2: all.emplace_back(*x.tensor); break;
            case 3: all.emplace_back(x.start != 0); break;
            case 4: all.emplace_back(None); break;
            default: all.emplace_back(Ellipsis); break;
        }
    }
    return all;
}

OP(tensor_index, (Handle x, const Index* at, int64_t n), x->index(indices(at, n)))
DO(tensor_index_put_, (Handle x, const Index* at, int64_t n, Handle value), x->index_put_(indices(at, n), *value))
DO(tensor_index_put_scalar_, (Handle x, const Index* at, int64_t n, Number value), x->index_put_(indices(at, n), scalar(value)))
// Adding up what meets at one place: every index must be a tensor.
DO(tensor_index_accumulate_, (Handle x, const Index* at, int64_t n, Handle value), {
    c10::List<Optional<at::Tensor>> all;
    for (int64_t i = 0; i < n; i++)
    {
        if (at[i].kind != 2) throw std::runtime_error("index_put_ with accumulate takes index tensors only");
        all.push_back(Optional<at::Tensor>(*at[i].tensor));
    }
    x->index_put_(all, *value, true);
})
