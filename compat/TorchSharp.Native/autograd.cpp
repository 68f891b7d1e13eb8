// Gradients: flags of a tensor, the backward pass, and the modes of the thread.
#include "common.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

VALUE(bool, tensor_requires_grad, (Handle x), x->requires_grad())
DO(tensor_set_requires_grad, (Handle x, bool on), x->set_requires_grad(on))
VALUE(bool, tensor_is_leaf, (Handle x), x->is_leaf())
DO(tensor_retain_grad, (Handle x), x->retain_grad())
EXPORT(Handle) tensor_grad(Handle x) { return guard([&] { return give(x->grad()); }); }
DO(tensor_set_grad, (Handle x, Handle grad), {
    auto g = or_undefined(grad);
    if (g.defined() && g.sizes() != x->sizes()) throw std::runtime_error("a gradient must have the shape of its tensor");
    if (g.defined() && g.device() != x->device()) throw std::runtime_error("a gradient must live on the device of its tensor");
    x->mutable_grad() = g;
})

static torch::autograd::variable_list optional_tensors(Handle const* p, int64_t n)
{
    torch::autograd::variable_list all;
    for (int64_t i = 0; i < n; i++) all.push_back(or_undefined(p[i]));
    return all;
}
DO(autograd_backward_one, (Handle x), x->backward())
DO(autograd_backward, (Handle const* roots, int64_t n, Handle const* grads, int64_t m, bool retain_graph, bool create_graph, Handle const* inputs, int64_t k),
    torch::autograd::backward(tensors(roots, n), optional_tensors(grads, m), retain_graph, create_graph, tensors(inputs, k)))
EXPORT(TensorList*) autograd_grad(Handle const* outputs, int64_t n, Handle const* inputs, int64_t k, Handle const* grads, int64_t m,
    bool retain_graph, bool create_graph, bool allow_unused)
{
    return guard([&] {
        return new TensorList(torch::autograd::grad(
            tensors(outputs, n), tensors(inputs, k), optional_tensors(grads, m), retain_graph, create_graph, allow_unused));
    });
}

// ---- modes of this thread -----------------------------------------------------------------------------------------
VALUE(bool, grad_mode, (), c10::GradMode::is_enabled())
DO(set_grad_mode, (bool on), c10::GradMode::set_enabled(on))
VALUE(bool, inference_mode, (), c10::InferenceMode::is_enabled())
EXPORT(c10::InferenceMode*) inference_mode_enter(bool on) { return guard([&] { return new c10::InferenceMode(on); }); }
EXPORT(void) inference_mode_leave(c10::InferenceMode* mode) { guard([&] { delete mode; return 0; }); }
VALUE(bool, anomaly_mode, (), torch::autograd::AnomalyMode::is_enabled())
VALUE(bool, anomaly_check_nan, (), torch::autograd::AnomalyMode::should_check_nan())
DO(set_anomaly_mode, (bool on, bool check_nan), torch::autograd::AnomalyMode::set_enabled(on, check_nan))
