#include "analysis/sum_kernels.hpp"

#include <cstring>

#define SAMSPILL_INLINE __attribute__((always_inline)) inline

namespace samspill::detail {
namespace {

constexpr std::size_t lanes = 8;
/// Eight lanes; where registers are narrower the compiler uses several.
using Lanes = double __attribute__((vector_size(lanes * sizeof(double))));

/// Goes down, so that what is read has not been written; a block is read before it is written.
SAMSPILL_INLINE void add_shifted_body(double* sums, std::size_t begin, std::size_t end, std::size_t shift,
                                      double ratio) {
    std::size_t s = end;
    for (; s >= begin + lanes; s -= lanes) {
        Lanes here;
        Lanes below;
        std::memcpy(&here, sums + s - lanes, sizeof here);
        std::memcpy(&below, sums + s - lanes - shift, sizeof below);
        here += ratio * below;
        std::memcpy(sums + s - lanes, &here, sizeof here);
    }
    for (; s > begin; --s) {
        sums[s - 1] += ratio * sums[s - 1 - shift];
    }
}

SAMSPILL_INLINE double total_body(const double* numbers, std::size_t count) {
    Lanes sums{};
    std::size_t k = 0;
    for (; k + lanes <= count; k += lanes) {
        Lanes next;
        std::memcpy(&next, numbers + k, sizeof next);
        sums += next;
    }
    double rest = 0.0;
    for (; k < count; ++k) {
        rest += numbers[k];
    }
    return (((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))) + rest;
}

void add_shifted_scalar(double* sums, std::size_t begin, std::size_t end, std::size_t shift, double ratio) {
    add_shifted_body(sums, begin, end, shift, ratio);
}
double total_scalar(const double* numbers, std::size_t count) {
    return total_body(numbers, count);
}

#if SAMSPILL_WIDE_X86
__attribute__((target("avx512f"))) void add_shifted_avx512(double* sums, std::size_t begin, std::size_t end,
                                                           std::size_t shift, double ratio) {
    add_shifted_body(sums, begin, end, shift, ratio);
}
__attribute__((target("avx512f"))) double total_avx512(const double* numbers, std::size_t count) {
    return total_body(numbers, count);
}
__attribute__((target("avx2"))) void add_shifted_avx2(double* sums, std::size_t begin, std::size_t end,
                                                      std::size_t shift, double ratio) {
    add_shifted_body(sums, begin, end, shift, ratio);
}
__attribute__((target("avx2"))) double total_avx2(const double* numbers, std::size_t count) {
    return total_body(numbers, count);
}
#endif

} // namespace

SumKernels sum_kernels(InstructionSet set) noexcept {
    switch (set) {
#if SAMSPILL_WIDE_X86
    case InstructionSet::avx512:
        return {add_shifted_avx512, total_avx512};
    case InstructionSet::avx2:
        return {add_shifted_avx2, total_avx2};
#endif
    default:
        return {add_shifted_scalar, total_scalar};
    }
}

const SumKernels& best_sum_kernels() {
    static const SumKernels best = sum_kernels(available_instruction_sets().back());
    return best;
}

} // namespace samspill::detail
