#include "analysis/sum_kernels.hpp"

#include <cstdint>
#include <cstring>

#define SAMSPILL_INLINE __attribute__((always_inline)) inline

namespace samspill::detail {
namespace {

constexpr std::size_t lanes = 8;
/// Eight lanes; where registers are narrower the compiler uses several.
template <class Number>
struct LanesOf;
template <>
struct LanesOf<double> {
    using Type = double __attribute__((vector_size(lanes * sizeof(double))));
};
template <>
struct LanesOf<std::uint64_t> {
    using Type = std::uint64_t __attribute__((vector_size(lanes * sizeof(std::uint64_t))));
};

/// Goes down, so that what is read has not been written; a block is read before it is written.
template <class Number>
SAMSPILL_INLINE void add_shifted_body(Number* sums, std::size_t begin, std::size_t end, std::size_t shift,
                                      Number ratio) {
    std::size_t s = end;
    for (; s >= begin + lanes; s -= lanes) {
        typename LanesOf<Number>::Type here;
        typename LanesOf<Number>::Type below;
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
    LanesOf<double>::Type sums{};
    std::size_t k = 0;
    for (; k + lanes <= count; k += lanes) {
        LanesOf<double>::Type next;
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
void add_shifted_counts_scalar(std::uint64_t* counts, std::size_t begin, std::size_t end, std::size_t shift) {
    add_shifted_body(counts, begin, end, shift, std::uint64_t{1});
}
double total_scalar(const double* numbers, std::size_t count) { return total_body(numbers, count); }

#if SAMSPILL_WIDE_X86
__attribute__((target("avx512f"))) void add_shifted_avx512(double* sums, std::size_t begin, std::size_t end,
                                                           std::size_t shift, double ratio) {
    add_shifted_body(sums, begin, end, shift, ratio);
}
__attribute__((target("avx512f"))) void add_shifted_counts_avx512(std::uint64_t* counts, std::size_t begin,
                                                                  std::size_t end, std::size_t shift) {
    add_shifted_body(counts, begin, end, shift, std::uint64_t{1});
}
__attribute__((target("avx512f"))) double total_avx512(const double* numbers, std::size_t count) {
    return total_body(numbers, count);
}
__attribute__((target("avx2"))) void add_shifted_avx2(double* sums, std::size_t begin, std::size_t end,
                                                      std::size_t shift, double ratio) {
    add_shifted_body(sums, begin, end, shift, ratio);
}
__attribute__((target("avx2"))) void add_shifted_counts_avx2(std::uint64_t* counts, std::size_t begin,
                                                             std::size_t end, std::size_t shift) {
    add_shifted_body(counts, begin, end, shift, std::uint64_t{1});
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
        return {add_shifted_avx512, add_shifted_counts_avx512, total_avx512};
    case InstructionSet::avx2:
        return {add_shifted_avx2, add_shifted_counts_avx2, total_avx2};
#endif
    default:
        return {add_shifted_scalar, add_shifted_counts_scalar, total_scalar};
    }
}

const SumKernels& best_sum_kernels() {
    static const SumKernels best = sum_kernels(available_instruction_sets().back());
    return best;
}

} // namespace samspill::detail
