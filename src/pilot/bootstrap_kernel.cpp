#include "pilot/bootstrap_kernel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#if SAMSPILL_WIDE_X86
#include <immintrin.h>
#endif

#define SAMSPILL_INLINE __attribute__((always_inline)) inline

namespace samspill::detail {
namespace {

constexpr std::size_t lanes = bootstrap_lanes;
/// Half the lanes: what the narrower of the wide registers hold.
constexpr std::size_t half = lanes / 2;
using Numbers = std::int32_t __attribute__((vector_size(half * sizeof(std::int32_t))));
using Bytes = std::uint8_t __attribute__((vector_size(half)));
using Pairs = std::uint64_t __attribute__((vector_size(half * sizeof(std::uint64_t))));
using Doubles = double __attribute__((vector_size(half * sizeof(double))));
using FourDoubles = double __attribute__((vector_size(4 * sizeof(double))));

/// Philox 4x32-10 as CounterRandom has it; lanes are loops that the compiler puts side by side.
SAMSPILL_INLINE void words_body(std::uint64_t seed, std::uint64_t first_stream, std::uint64_t first_block,
                                std::size_t blocks, std::uint32_t* words) {
    std::array<std::uint32_t, lanes> low_stream{};
    std::array<std::uint32_t, lanes> high_stream{};
    for (std::size_t l = 0; l < lanes; ++l) {
        low_stream[l] = static_cast<std::uint32_t>(first_stream + l);
        high_stream[l] = static_cast<std::uint32_t>((first_stream + l) >> 32U);
    }
    for (std::size_t b = 0; b < blocks; ++b) {
        const std::uint64_t place = first_block + b;
        std::uint32_t* const c0 = words + b * 4 * lanes;
        std::uint32_t* const c1 = c0 + lanes;
        std::uint32_t* const c2 = c1 + lanes;
        std::uint32_t* const c3 = c2 + lanes;
        std::array<std::uint32_t, 4 * lanes> c{};
        for (std::size_t l = 0; l < lanes; ++l) {
            c[l] = static_cast<std::uint32_t>(place);
            c[lanes + l] = static_cast<std::uint32_t>(place >> 32U);
            c[2 * lanes + l] = low_stream[l];
            c[3 * lanes + l] = high_stream[l];
        }
        auto first_key = static_cast<std::uint32_t>(seed);
        auto second_key = static_cast<std::uint32_t>(seed >> 32U);
        for (int round = 0; round < 10; ++round) {
            for (std::size_t l = 0; l < lanes; ++l) {
                const std::uint64_t left = std::uint64_t{0xD2511F53U} * c[l];
                const std::uint64_t right = std::uint64_t{0xCD9E8D57U} * c[2 * lanes + l];
                c[l] = static_cast<std::uint32_t>(right >> 32U) ^ c[lanes + l] ^ first_key;
                c[lanes + l] = static_cast<std::uint32_t>(right);
                c[2 * lanes + l] = static_cast<std::uint32_t>(left >> 32U) ^ c[3 * lanes + l] ^ second_key;
                c[3 * lanes + l] = static_cast<std::uint32_t>(left);
            }
            first_key += 0x9E3779B9U;
            second_key += 0xBB67AE85U;
        }
        for (std::size_t l = 0; l < lanes; ++l) {
            c0[l] = c[l];
            c1[l] = c[lanes + l];
            c2[l] = c[2 * lanes + l];
            c3[l] = c[3 * lanes + l];
        }
    }
}

/// P(X <= k) · 2^32, rounded up, of a Poisson variable with mean 1, for k up to 11: no word reaches further.
constexpr std::array<std::uint32_t, 12> poisson_thresholds() {
    constexpr double inverse_e = 0x1.78b56362cef38p-2;
    std::array<std::uint32_t, 12> thresholds{};
    double term = inverse_e;
    double sum = 0.0;
    for (std::size_t k = 0; k < thresholds.size(); ++k) {
        sum += term;
        term /= static_cast<double>(k + 1);
        thresholds[k] = static_cast<std::uint32_t>(sum * 0x1p32) + 1U;
    }
    return thresholds;
}

/// Order of words as numbers with a sign, which every wide set can compare.
constexpr std::int32_t signed_order(std::uint32_t word) {
    return static_cast<std::int32_t>(word ^ 0x80000000U);
}

SAMSPILL_INLINE void poisson_body(const std::uint32_t* words, std::size_t number, std::uint8_t* counts) {
    constexpr auto thresholds = poisson_thresholds();
    for (std::size_t i = 0; i < number; i += half) {
        Numbers word;
        std::memcpy(&word, words + i, sizeof word);
        word ^= signed_order(0);
        Numbers count{};
        for (const std::uint32_t threshold : thresholds) {
            count -= word > signed_order(threshold - 1); // true is -1
        }
        const Bytes bytes = __builtin_convertvector(count, Bytes);
        std::memcpy(counts + i, &bytes, sizeof bytes);
    }
}

SAMSPILL_INLINE std::uint32_t places_body(const std::uint32_t* words, std::size_t number, std::uint32_t bound,
                                          std::uint32_t* places) {
    std::uint32_t smallest = 0xFFFFFFFFU;
    for (std::size_t i = 0; i < number; ++i) {
        const std::uint64_t product = std::uint64_t{words[i]} * bound;
        places[i] = static_cast<std::uint32_t>(product >> 32U);
        smallest = std::min(smallest, static_cast<std::uint32_t>(product));
    }
    return smallest;
}

// Products and sums are fused, so each term is rounded once and narrow and wide registers agree.
void column_sums_scalar(const std::uint8_t* counts, const double* values, std::size_t units,
                        std::size_t columns, double* sums) {
    std::array<double, lanes> sum{};
    std::memcpy(&sum, sums, sizeof sum);
    for (std::size_t i = 0; i < units; ++i) {
        for (std::size_t l = 0; l < lanes; ++l) {
            sum[l] = std::fma(static_cast<double>(counts[i * lanes + l]), values[i * columns], sum[l]);
        }
    }
    std::memcpy(sums, sum.data(), sizeof sum);
}

void words_scalar(std::uint64_t seed, std::uint64_t first_stream, std::uint64_t first_block,
                  std::size_t blocks, std::uint32_t* words) {
    words_body(seed, first_stream, first_block, blocks, words);
}
void poisson_scalar(const std::uint32_t* words, std::size_t number, std::uint8_t* counts) {
    poisson_body(words, number, counts);
}
std::uint32_t places_scalar(const std::uint32_t* words, std::size_t number, std::uint32_t bound,
                            std::uint32_t* places) {
    return places_body(words, number, bound, places);
}
/// Adds some columns of some units to `sums`.
using AddSums = void (*)(const std::uint8_t* counts, const double* values, std::size_t units,
                         std::size_t columns, double* sums);
struct ColumnStep {
    std::size_t columns;
    AddSums add;
};

/// As many columns at a time as registers hold, then fewer; units in portions that stay in the nearest cache.
template <std::size_t Steps>
void all_sums(const std::array<ColumnStep, Steps>& steps, const std::uint8_t* counts, const double* values,
              std::size_t units, std::size_t columns, double* sums) {
    constexpr std::size_t portion = 128;
    std::fill_n(sums, columns * lanes, 0.0);
    for (std::size_t i = 0; i < units; i += portion) {
        std::size_t j = 0;
        for (const ColumnStep& step : steps) {
            for (; j + step.columns <= columns; j += step.columns) {
                step.add(counts + i * lanes, values + i * columns + j, std::min(portion, units - i), columns,
                         sums + j * lanes);
            }
        }
    }
}

void sums_scalar(const std::uint8_t* counts, const double* values, std::size_t units, std::size_t columns,
                 double* sums) {
    constexpr std::array<ColumnStep, 1> steps{{{1, column_sums_scalar}}};
    all_sums(steps, counts, values, units, columns, sums);
}

#if SAMSPILL_WIDE_X86
#define SAMSPILL_AVX512 __attribute__((target("avx512f,avx512bw,fma")))
#define SAMSPILL_AVX2 __attribute__((target("avx2,fma")))
/// Words in the lower halves of lanes of 64 bits, whose upper halves hold anything: the product of two lower
/// halves does not see them.
SAMSPILL_AVX512 void words_avx512(std::uint64_t seed, std::uint64_t first_stream, std::uint64_t first_block,
                                  std::size_t blocks, std::uint32_t* words) {
    const Pairs left_factor = Pairs{} + 0xD2511F53U;
    const Pairs right_factor = Pairs{} + 0xCD9E8D57U;
    for (std::size_t k = 0; k < 2 * blocks; ++k) {
        const std::uint64_t place = first_block + k / 2;
        const Pairs own = Pairs{0, 1, 2, 3, 4, 5, 6, 7} + (first_stream + k % 2 * half);
        std::array<Pairs, 4> c{Pairs{} + place, Pairs{} + (place >> 32U), own, own >> 32U};
        auto first_key = static_cast<std::uint32_t>(seed);
        auto second_key = static_cast<std::uint32_t>(seed >> 32U);
        for (int round = 0; round < 10; ++round) {
            const auto left = reinterpret_cast<Pairs>(_mm512_maskz_mul_epu32(
                0xFF, reinterpret_cast<__m512i>(c[0]), reinterpret_cast<__m512i>(left_factor)));
            const auto right = reinterpret_cast<Pairs>(_mm512_maskz_mul_epu32(
                0xFF, reinterpret_cast<__m512i>(c[2]), reinterpret_cast<__m512i>(right_factor)));
            c[0] = (right >> 32U) ^ c[1] ^ first_key;
            c[2] = (left >> 32U) ^ c[3] ^ second_key;
            c[1] = right;
            c[3] = left;
            first_key += 0x9E3779B9U;
            second_key += 0xBB67AE85U;
        }
        std::uint32_t* const to = words + (k / 2) * 4 * lanes + (k % 2) * half;
        for (std::size_t w = 0; w < c.size(); ++w) {
            const Numbers lower = __builtin_convertvector(c[w], Numbers);
            std::memcpy(to + w * lanes, &lower, sizeof lower);
        }
    }
}
/// The first four bits of a word say which count it has at least, and the one threshold that may still make
/// it one more. In the last of the sixteen parts further thresholds lie, which few words reach.
struct PoissonParts {
    std::array<std::uint32_t, lanes> least{};
    std::array<std::uint32_t, lanes> threshold{};
};
constexpr PoissonParts poisson_parts() {
    constexpr auto thresholds = poisson_thresholds();
    PoissonParts parts;
    for (std::uint32_t part = 0; part < lanes; ++part) {
        while (thresholds[parts.least[part]] <= part << 28U) {
            ++parts.least[part];
        }
        parts.threshold[part] = thresholds[parts.least[part]];
    }
    return parts;
}
SAMSPILL_AVX512 std::uint32_t places_avx512(const std::uint32_t* words, std::size_t number,
                                            std::uint32_t bound, std::uint32_t* places) {
    return places_body(words, number, bound, places);
}
SAMSPILL_AVX512 void poisson_avx512(const std::uint32_t* words, std::size_t number, std::uint8_t* counts) {
    static_assert(lanes == 16);
    constexpr __mmask16 all = 0xFFFF;
    constexpr auto thresholds = poisson_thresholds();
    constexpr PoissonParts parts = poisson_parts();
    constexpr std::size_t first_rare = parts.least.back() + 1;
    const __m512i least = _mm512_loadu_si512(parts.least.data());
    const __m512i threshold = _mm512_loadu_si512(parts.threshold.data());
    const __m512i one = _mm512_set1_epi32(1);
    const __m512i rare = _mm512_set1_epi32(static_cast<int>(thresholds[first_rare]));
    for (std::size_t i = 0; i < number; i += lanes) {
        const __m512i word = _mm512_loadu_si512(words + i);
        const __m512i part = _mm512_maskz_srli_epi32(all, word, 28);
        __m512i count = _mm512_maskz_permutexvar_epi32(all, part, least);
        const __mmask16 is_more =
            _mm512_cmpge_epu32_mask(word, _mm512_maskz_permutexvar_epi32(all, part, threshold));
        count = _mm512_mask_add_epi32(count, is_more, count, one);
        if (_mm512_cmpge_epu32_mask(word, rare) != 0) {
            for (std::size_t k = first_rare; k < thresholds.size(); ++k) {
                const __m512i next = _mm512_set1_epi32(static_cast<int>(thresholds[k]));
                count = _mm512_mask_add_epi32(count, _mm512_cmpge_epu32_mask(word, next), count, one);
            }
        }
        const __m128i bytes = _mm512_maskz_cvtepi32_epi8(all, count);
        std::memcpy(counts + i, &bytes, sizeof bytes);
    }
}
template <std::size_t Columns>
SAMSPILL_AVX512 void some_sums_avx512(const std::uint8_t* counts, const double* values, std::size_t units,
                                      std::size_t columns, double* sums) {
    std::array<Doubles, 2 * Columns> sum{};
    std::memcpy(&sum, sums, sizeof sum);
    for (std::size_t i = 0; i < units; ++i) {
        __m128i bytes{};
        std::memcpy(&bytes, counts + i * lanes, sizeof bytes);
        const Doubles low = _mm512_maskz_cvtepi32_pd(0xFF, _mm256_cvtepu8_epi32(bytes));
        const Doubles high =
            _mm512_maskz_cvtepi32_pd(0xFF, _mm256_cvtepu8_epi32(_mm_srli_si128(bytes, half)));
        for (std::size_t j = 0; j < Columns; ++j) {
            const Doubles value = _mm512_set1_pd(values[i * columns + j]);
            sum[2 * j] = _mm512_fmadd_pd(low, value, sum[2 * j]);
            sum[2 * j + 1] = _mm512_fmadd_pd(high, value, sum[2 * j + 1]);
        }
    }
    std::memcpy(sums, sum.data(), sizeof sum);
}
void sums_avx512(const std::uint8_t* counts, const double* values, std::size_t units, std::size_t columns,
                 double* sums) {
    constexpr std::array<ColumnStep, 6> steps{{{12, some_sums_avx512<12>},
                                               {9, some_sums_avx512<9>},
                                               {6, some_sums_avx512<6>},
                                               {3, some_sums_avx512<3>},
                                               {2, some_sums_avx512<2>},
                                               {1, some_sums_avx512<1>}}};
    all_sums(steps, counts, values, units, columns, sums);
}
SAMSPILL_AVX2 void words_avx2(std::uint64_t seed, std::uint64_t first_stream, std::uint64_t first_block,
                              std::size_t blocks, std::uint32_t* words) {
    words_body(seed, first_stream, first_block, blocks, words);
}
SAMSPILL_AVX2 std::uint32_t places_avx2(const std::uint32_t* words, std::size_t number, std::uint32_t bound,
                                        std::uint32_t* places) {
    return places_body(words, number, bound, places);
}
SAMSPILL_AVX2 void poisson_avx2(const std::uint32_t* words, std::size_t number, std::uint8_t* counts) {
    poisson_body(words, number, counts);
}
template <std::size_t Columns>
SAMSPILL_AVX2 void some_sums_avx2(const std::uint8_t* counts, const double* values, std::size_t units,
                                  std::size_t columns, double* sums) {
    std::array<FourDoubles, 4 * Columns> sum{};
    std::memcpy(&sum, sums, sizeof sum);
    for (std::size_t i = 0; i < units; ++i) {
        for (std::size_t q = 0; q < 4; ++q) {
            std::int32_t four = 0;
            std::memcpy(&four, counts + i * lanes + q * 4, sizeof four);
            const FourDoubles count = _mm256_cvtepi32_pd(_mm_cvtepu8_epi32(_mm_cvtsi32_si128(four)));
            for (std::size_t j = 0; j < Columns; ++j) {
                const FourDoubles value = _mm256_broadcast_sd(values + i * columns + j);
                sum[4 * j + q] = _mm256_fmadd_pd(count, value, sum[4 * j + q]);
            }
        }
    }
    std::memcpy(sums, sum.data(), sizeof sum);
}
void sums_avx2(const std::uint8_t* counts, const double* values, std::size_t units, std::size_t columns,
               double* sums) {
    constexpr std::array<ColumnStep, 2> steps{{{3, some_sums_avx2<3>}, {1, some_sums_avx2<1>}}};
    all_sums(steps, counts, values, units, columns, sums);
}
#endif

} // namespace

BootstrapKernels bootstrap_kernels(InstructionSet set) noexcept {
#if SAMSPILL_WIDE_X86
    const bool fuses = __builtin_cpu_supports("fma") != 0;
    if (set == InstructionSet::avx512 && fuses) {
        return {words_avx512, poisson_avx512, places_avx512, sums_avx512};
    }
    if (set == InstructionSet::avx2 && fuses) {
        return {words_avx2, poisson_avx2, places_avx2, sums_avx2};
    }
#endif
    static_cast<void>(set);
    return {words_scalar, poisson_scalar, places_scalar, sums_scalar};
}

} // namespace samspill::detail
