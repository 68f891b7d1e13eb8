// A number beside a tensor. libtorch turns it into a double tensor without dimensions and then casts that to the tensor's
// type, which costs several times the operation itself when tensors are small. Here it gets the tensor's own type at once,
// in a tensor that the thread keeps and writes anew, unless somebody (autograd, most likely) still holds the last one.
// Single and double precision only: smaller types compute with the unrounded number, and whole ones promote.
#include "common.h"

#include <ATen/ScalarOps.h>
#include <c10/core/InferenceMode.h>

#include <cmath>

template <class T> static const at::Tensor& kept(T value, at::ScalarType dtype)
{
    thread_local at::Tensor last;
    if (!last.defined() || last.use_count() != 1 || last.storage().use_count() != 1)
    {
        c10::InferenceMode normal(false);   // a tensor born in inference mode could never be saved for a backward pass
        last = at::empty({}, at::TensorOptions().dtype(dtype));
        last.unsafeGetTensorImpl()->set_wrapped_number(true);
    }
    *static_cast<T*>(last.data_ptr()) = value;
    return last;
}

at::Tensor beside(const at::Tensor& x, const Number& n)
{
    if (n.kind != 3)
    {
        const double value = n.kind == 1 ? n.re : static_cast<double>(n.integer);
        const auto single = static_cast<float>(value);
        // Out of a float's range libtorch has its own opinion.
        if (x.scalar_type() == at::kFloat && std::isfinite(single) == std::isfinite(value)) return kept<float>(single, at::kFloat);
        if (x.scalar_type() == at::kDouble) return kept<double>(value, at::kDouble);
    }
    auto wrapped = c10::scalar_to_tensor(scalar(n));
    wrapped.unsafeGetTensorImpl()->set_wrapped_number(true);
    return wrapped;
}

OP(tensor_rsub_s, (Handle x, Number from), beside(*x, from).sub(*x))
