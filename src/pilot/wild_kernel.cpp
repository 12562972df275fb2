#include "pilot/wild_kernel.hpp"

#include <array>
#include <cstring>

#define SAMSPILL_INLINE __attribute__((always_inline)) inline

namespace samspill::detail {
namespace {

/// Eight lanes; where registers are narrower the compiler uses several.
using Lanes = double __attribute__((vector_size(wild_lanes * sizeof(double))));

// Lanes go by reference: wide registers as values of functions have no stable way to be handed over.
SAMSPILL_INLINE void load(Lanes& lanes, const double* numbers) { std::memcpy(&lanes, numbers, sizeof lanes); }
SAMSPILL_INLINE void store(double* numbers, const Lanes& lanes) {
    std::memcpy(numbers, &lanes, sizeof lanes);
}

/// Sums over the clusters of weight times score, four coordinates at a time in registers.
SAMSPILL_INLINE void add_scores(const WildScores& scores, const WildScores::Part& part, const double* weights,
                                double* sums) {
    const std::size_t k = scores.coordinates;
    for (std::size_t j = 0; j < k; j += wild_coordinates) {
        std::array<Lanes, wild_coordinates> sum{};
        const double* score = part.score.data() + j;
        for (std::size_t g = 0; g < scores.clusters; ++g) {
            Lanes weight;
            load(weight, weights + g * wild_lanes);
            for (std::size_t i = 0; i < wild_coordinates; ++i) {
                sum[i] += weight * score[g * k + i];
            }
        }
        for (std::size_t i = 0; i < wild_coordinates; ++i) {
            store(sums + (j + i) * wild_lanes, sum[i]);
        }
    }
}

/// Takes vector · sums from `result`.
SAMSPILL_INLINE void subtract_product(Lanes& result, const double* vector, const double* sums,
                                      std::size_t k) {
    for (std::size_t j = 0; j < k; ++j) {
        Lanes sum;
        load(sum, sums + j * wild_lanes);
        result -= sum * vector[j];
    }
}

SAMSPILL_INLINE void numerator(const WildScores& scores, const double* sums, double* numbers) {
    Lanes negative{};
    subtract_product(negative, scores.direction.data(), sums, scores.coordinates);
    store(numbers, -negative);
}

SAMSPILL_INLINE void kernel_body(const WildScores& scores, const double* weights, double* scratch,
                                 WildStatistics& statistics) {
    const std::size_t k = scores.coordinates;
    const bool has_second = !scores.second.own.empty();
    double* second_sums = scratch + k * wild_lanes;
    add_scores(scores, scores.first, weights, scratch);
    numerator(scores, scratch, statistics.n0.data());
    if (has_second) {
        add_scores(scores, scores.second, weights, second_sums);
        numerator(scores, second_sums, statistics.n1.data());
    }
    Lanes q0{};
    Lanes q1{};
    Lanes q2{};
    for (std::size_t g = 0; g < scores.clusters; ++g) {
        Lanes weight;
        load(weight, weights + g * wild_lanes);
        const double* taken = scores.taken.data() + g * k;
        Lanes first = weight * scores.first.own[g];
        subtract_product(first, taken, scratch, k);
        q0 += first * first;
        if (has_second) {
            Lanes second = weight * scores.second.own[g];
            subtract_product(second, taken, second_sums, k);
            q1 += first * second;
            q2 += second * second;
        }
    }
    store(statistics.q0.data(), q0);
    store(statistics.q1.data(), q1);
    store(statistics.q2.data(), q2);
}

void kernel_scalar(const WildScores& scores, const double* weights, double* scratch,
                   WildStatistics& statistics) {
    kernel_body(scores, weights, scratch, statistics);
}

#if SAMSPILL_WIDE_X86
__attribute__((target("avx512f"))) void kernel_avx512(const WildScores& scores, const double* weights,
                                                      double* scratch, WildStatistics& statistics) {
    kernel_body(scores, weights, scratch, statistics);
}
__attribute__((target("avx2"))) void kernel_avx2(const WildScores& scores, const double* weights,
                                                 double* scratch, WildStatistics& statistics) {
    kernel_body(scores, weights, scratch, statistics);
}
#endif

} // namespace

WildKernel wild_kernel(InstructionSet set) noexcept {
#if SAMSPILL_WIDE_X86
    if (set == InstructionSet::avx512) {
        return kernel_avx512;
    }
    if (set == InstructionSet::avx2) {
        return kernel_avx2;
    }
#endif
    static_cast<void>(set);
    return kernel_scalar;
}

} // namespace samspill::detail
