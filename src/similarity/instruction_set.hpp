// Private to the library: which wide instructions the running machine has.
#pragma once

#include <vector>

// Wide kernels are compiled beside the scalar ones and chosen when the program runs.
#if defined(__x86_64__) && defined(__GNUC__)
#define SAMSPILL_WIDE_X86 1
#else
#define SAMSPILL_WIDE_X86 0
#endif

namespace samspill::detail {

/// Kernels of every set give the same answers; a later one is faster.
enum class InstructionSet { scalar, avx2, avx512 };

/// What this machine can run, the slowest first; scalar always.
[[nodiscard]] inline std::vector<InstructionSet> available_instruction_sets() {
    std::vector<InstructionSet> available{InstructionSet::scalar};
#if SAMSPILL_WIDE_X86
    if (__builtin_cpu_supports("avx2") != 0) {
        available.push_back(InstructionSet::avx2);
        // All of these came with the same processors that count bits in 512-bit registers.
        if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
            __builtin_cpu_supports("avx512vnni") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0) {
            available.push_back(InstructionSet::avx512);
        }
    }
#endif
    return available;
}

} // namespace samspill::detail
