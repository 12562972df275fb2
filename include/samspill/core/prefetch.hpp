// Asks the processor for memory that will be read soon.
#pragma once

namespace samspill {

/// Hides the wait for scattered reads; changes no result. Does nothing where the compiler has no such hint.
inline void prefetch([[maybe_unused]] const void* address) noexcept {
#if defined(__GNUC__) || defined(__clang__)
    __builtin_prefetch(address);
#endif
}

} // namespace samspill
