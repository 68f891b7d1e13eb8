// The last error of each thread, and the few things the managed side asks before anything else.
#include "common.h"

static thread_local std::string last_error;
static thread_local bool failed = false;

void record_error(const char* message) noexcept
{
    try { last_error = message; } catch (...) { last_error.clear(); }
    failed = true;
}

// The message of this thread's last failed call, or null when nothing failed since the last take. Lives until the next failure.
EXPORT(const char*) take_error()
{
    if (!failed) return nullptr;
    failed = false;
    return last_error.c_str();
}

EXPORT(const char*) libtorch_version() { return TORCH_VERSION; }
EXPORT(void) tensor_dispose(Handle t) { guard([&] { delete t; return 0; }); }
