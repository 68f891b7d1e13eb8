// Devices, generators, threads and switches.
#include "common.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include <mutex>

EXPORT(bool) cuda_is_available() { return guard([] { return torch::cuda::is_available(); }); }
EXPORT(bool) cudnn_is_available() { return guard([] { return torch::cuda::cudnn_is_available(); }); }
EXPORT(int32_t) cuda_device_count() { return guard([] { return static_cast<int32_t>(torch::cuda::device_count()); }); }
EXPORT(void) cuda_synchronize(int64_t index) { guard([&] { torch::cuda::synchronize(index); return 0; }); }
EXPORT(void) cuda_manual_seed(int64_t seed) { guard([&] { torch::cuda::manual_seed_all(static_cast<uint64_t>(seed)); return 0; }); }
static void seed_generator(at::Generator g, int64_t seed)
{
    std::lock_guard<std::mutex> lock(g.mutex());
    g.set_current_seed(static_cast<uint64_t>(seed));
}

// The switches of libtorch's global context, by number.
EXPORT(bool) get_switch(int32_t which)
{
    return guard([&] {
        auto& c = at::globalContext();
        switch (which)
        {
            case 0: return c.allowTF32CuBLAS();
            case 1: return c.allowTF32CuDNN();
            case 2: return static_cast<bool>(c.deterministicAlgorithms());
            case 3: return static_cast<bool>(c.deterministicAlgorithmsWarnOnly());
            default: return false;
        }
    });
}
EXPORT(void) set_switch(int32_t which, bool value)
{
    guard([&] {
        auto& c = at::globalContext();
        switch (which)
        {
            case 0: c.setAllowTF32CuBLAS(value); break;
            case 1: c.setAllowTF32CuDNN(value); break;
            case 2: c.setDeterministicAlgorithms(value, c.deterministicAlgorithmsWarnOnly()); break;
            case 3: c.setDeterministicAlgorithms(c.deterministicAlgorithms(), value); break;
        }
        return 0;
    });
}

EXPORT(at::Generator*) generator_new(uint64_t seed, int32_t type, int32_t index)
{
    return guard([&] {
        if (device(type, index).is_cpu()) return new at::Generator(at::make_generator<at::CPUGeneratorImpl>(seed));
        // A CUDA generator of its own: a clone of the device's default one, seeded anew.
        auto d = device(type, index);
        auto g = at::globalContext().defaultGenerator(d).clone();
        g.set_current_seed(seed);
        return new at::Generator(g);
    });
}
EXPORT(at::Generator*) generator_default()
{
    return guard([] { return new at::Generator(at::globalContext().defaultGenerator(at::Device(at::kCPU))); });
}
EXPORT(void) generator_dispose(at::Generator* g) { guard([&] { delete g; return 0; }); }
EXPORT(void) generator_manual_seed(at::Generator* g, int64_t seed) { guard([&] { seed_generator(*g, seed); return 0; }); }
EXPORT(int64_t) generator_seed(at::Generator* g)
{
    return guard([&] {
        std::lock_guard<std::mutex> lock(g->mutex());
        return static_cast<int64_t>(g->seed());
    });
}
EXPORT(int64_t) generator_initial_seed(at::Generator* g) { return guard([&] { return static_cast<int64_t>(g->current_seed()); }); }
EXPORT(Handle) generator_get_state(at::Generator* g)
{
    return guard([&] {
        std::lock_guard<std::mutex> lock(g->mutex());
        return give(g->get_state());
    });
}
EXPORT(void) generator_set_state(at::Generator* g, Handle state)
{
    guard([&] {
        std::lock_guard<std::mutex> lock(g->mutex());
        g->set_state(*state);
        return 0;
    });
}
// Seeds every device's default generator; answers the CPU's.
EXPORT(at::Generator*) manual_seed_all(int64_t seed)
{
    return guard([&] {
        auto g = at::globalContext().defaultGenerator(at::Device(at::kCPU));
        seed_generator(g, seed);
        if (torch::cuda::is_available()) torch::cuda::manual_seed_all(static_cast<uint64_t>(seed));
        return new at::Generator(g);
    });
}

EXPORT(int32_t) get_num_threads() { return guard([] { return at::get_num_threads(); }); }
EXPORT(void) set_num_threads(int32_t count) { guard([&] { at::set_num_threads(count); return 0; }); }
EXPORT(int32_t) get_num_interop_threads() { return guard([] { return at::get_num_interop_threads(); }); }
EXPORT(void) set_num_interop_threads(int32_t count) { guard([&] { at::set_num_interop_threads(count); return 0; }); }
