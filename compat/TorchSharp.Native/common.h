// What every file of the native layer shares. Rules:
//   * a tensor crosses the border as a pointer to a heap-allocated at::Tensor, owned by the managed side; null is "none"
//   * every export runs inside guard(): an exception becomes a message that take_error() hands over, and a zero result
//   * only plain C types cross: pointers, numbers, Number (a scalar of any kind), List (numbers in a row)
#pragma once

#include <ATen/ATen.h>
#include <torch/version.h>

#include <cstdint>
#include <exception>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#if defined(_WIN32)
#define EXPORT(type) extern "C" __declspec(dllexport) type
#else
#define EXPORT(type) extern "C" __attribute__((visibility("default"))) type
#endif

// libtorch moved from its own optional to the standard one.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#include <optional>
template <class T> using Optional = std::optional<T>;
#else
template <class T> using Optional = c10::optional<T>;
#endif

// The same happened to its view of a string, a few releases later.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 8)
#include <string_view>
using View = std::string_view;
#else
#include <c10/util/string_view.h>
using View = c10::string_view;
#endif

using Handle = at::Tensor*;

// A number of any kind; the managed Scalar has the same layout. kind: 0 integer, 1 floating, 2 boolean, 3 complex, -1 none.
struct Number
{
    double re;
    double im;
    int64_t integer;
    int32_t kind;
};

// Exceptions end here. The message waits in the thread until the managed side fetches it.
void record_error(const char* message) noexcept;

template <class F> inline auto guard(F&& body) noexcept -> decltype(body())
{
    using Result = decltype(body());
    try { return body(); }
    catch (const c10::Error& e) { record_error(e.what_without_backtrace()); }
    catch (const std::exception& e) { record_error(e.what()); }
    catch (...) { record_error("unknown native exception"); }
    return Result();
}

// Results out: an undefined tensor becomes null.
inline Handle give(at::Tensor&& t) { return t.defined() ? new at::Tensor(std::move(t)) : nullptr; }
inline Handle give(const at::Tensor& t) { return t.defined() ? new at::Tensor(t) : nullptr; }

// Several results travel as one list, which tensors_take() empties and frees.
using TensorList = std::vector<at::Tensor>;
inline TensorList* give_many(std::vector<at::Tensor>&& all) { return new TensorList(std::move(all)); }
template <class... T> inline TensorList* give_many(std::tuple<T...>&& all)
{
    return std::apply([](auto&&... each) { return new TensorList{std::forward<decltype(each)>(each)...}; }, std::move(all));
}

// One export a line: a tensor out, nothing out (1 when done), several tensors out, a plain value out.
#define OP(name, parameters, expression) EXPORT(Handle) name parameters { return guard([&] { return give(expression); }); }
#define DO(name, parameters, statement) EXPORT(int32_t) name parameters { return guard([&] { statement; return 1; }); }
#define MANY(name, parameters, expression) EXPORT(TensorList*) name parameters { return guard([&] { return give_many(expression); }); }
#define VALUE(type, name, parameters, expression) EXPORT(type) name parameters { return guard([&] { return static_cast<type>(expression); }); }
#define UNARY(name) OP(tensor_##name, (Handle x), x->name())
#define UNARY_(name) DO(tensor_##name##_, (Handle x), x->name##_())

// Arguments in.
inline Optional<at::Tensor> maybe(Handle t) { return t ? Optional<at::Tensor>(*t) : Optional<at::Tensor>(); }
inline at::Tensor or_undefined(Handle t) { return t ? *t : at::Tensor(); }
inline at::IntArrayRef list(const int64_t* p, int64_t n) { return at::IntArrayRef(p, static_cast<size_t>(n)); }
inline std::vector<at::Tensor> tensors(Handle const* p, int64_t n)
{
    std::vector<at::Tensor> all;
    all.reserve(static_cast<size_t>(n));
    for (int64_t i = 0; i < n; i++) all.push_back(*p[i]);
    return all;
}
inline at::Scalar scalar(const Number& n)
{
    switch (n.kind)
    {
        case 1: return at::Scalar(n.re);
        case 2: return at::Scalar(n.integer != 0);
        case 3: return at::Scalar(c10::complex<double>(n.re, n.im));
        default: return at::Scalar(n.integer);
    }
}
// The same number as a tensor without dimensions, ready to stand beside x in an operation (numbers.cpp).
at::Tensor beside(const at::Tensor& x, const Number& n);
inline Optional<at::Scalar> maybe(const Number& n) { return n.kind < 0 ? Optional<at::Scalar>() : Optional<at::Scalar>(scalar(n)); }
inline Optional<at::ScalarType> maybe_dtype(int32_t dtype)
{
    return dtype < 0 ? Optional<at::ScalarType>() : Optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}
inline at::ScalarType dtype_of(int32_t dtype) { return static_cast<at::ScalarType>(dtype); }
inline Optional<double> maybe_double(const Number& n) { return n.kind < 0 ? Optional<double>() : Optional<double>(n.re); }
inline Optional<at::Generator> maybe(at::Generator* g) { return g ? Optional<at::Generator>(*g) : Optional<at::Generator>(); }
constexpr int64_t NONE = INT64_MIN;   // "no value" for an optional integer
inline Optional<int64_t> maybe_integer(int64_t value) { return value == NONE ? Optional<int64_t>() : Optional<int64_t>(value); }

// A device crosses as its type's number and its index; type -1 is "none".
inline at::Device device(int32_t type, int32_t index) { return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index)); }
inline at::TensorOptions options(int32_t dtype, int32_t type, int32_t index)
{
    auto o = at::TensorOptions();
    if (dtype >= 0) o = o.dtype(static_cast<at::ScalarType>(dtype));
    if (type >= 0) o = o.device(device(type, index));
    return o;
}
