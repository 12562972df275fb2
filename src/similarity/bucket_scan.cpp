#include "similarity/bucket_scan.hpp"

#include <bit>
#include <cstring>

#if SAMSPILL_WIDE_X86
#include <immintrin.h>
#endif

// GCC 12 takes the undefined registers inside its own <immintrin.h> for mistakes (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace samspill::detail {

namespace {

std::size_t scan_scalar(const BucketSheets& sheets, const std::uint8_t* queries, TileRange range,
                        std::int32_t least, Hit* hits) {
    std::size_t found = 0;
    for (std::uint32_t record = range.begin; record < range.end; ++record) {
        for (std::uint32_t query = 0; query < range.queries; ++query) {
            std::int32_t product = 0;
            for (std::size_t bucket = 0; bucket < sheets.buckets; ++bucket) {
                product += sheets.bytes[BucketSheets::place(sheets.buckets, record, bucket)] *
                           queries[query * sheets.buckets + bucket];
            }
            if (product >= least) {
                hits[found++] = make_hit(query, record);
            }
        }
    }
    return found;
}

#if SAMSPILL_WIDE_X86

#define SAMSPILL_AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni")))
#define SAMSPILL_AVX2 __attribute__((target("avx2")))

/// Bits for the lanes of [first, first + lanes) that are in the range.
std::uint32_t lanes_within(TileRange range, std::uint32_t first, std::uint32_t lanes) {
    std::uint32_t within = (1U << lanes) - 1;
    if (range.begin > first) {
        within &= ~0U << (range.begin - first);
    }
    if (range.end < first + lanes) {
        within &= (1U << (range.end - first)) - 1;
    }
    return within;
}

std::size_t note(std::uint32_t lanes, std::uint32_t query, std::uint32_t first, Hit* hits) {
    std::size_t found = 0;
    for (; lanes != 0; lanes &= lanes - 1) {
        hits[found++] = make_hit(query, first + static_cast<std::uint32_t>(std::countr_zero(lanes)));
    }
    return found;
}

int four_buckets(const std::uint8_t* from) {
    int four = 0;
    std::memcpy(&four, from, sizeof four);
    return four;
}

// As in parity_scan.cpp, registers stand in plain arrays, and queries are told apart only where the largest
// product of a record is large enough.

SAMSPILL_AVX512 std::size_t scan_avx512(const BucketSheets& sheets, const std::uint8_t* queries,
                                        TileRange range, std::int32_t least, Hit* hits) {
    constexpr std::uint32_t lanes = sheet_records;
    const __m512i wanted = _mm512_set1_epi32(least);
    std::size_t found = 0;
    for (std::uint32_t first = range.begin / lanes * lanes; first < range.end; first += lanes) {
        const std::uint8_t* sheet = sheets.bytes + first * sheets.buckets;
        __m512i products[tile_queries]; // NOLINT(modernize-avoid-c-arrays)
        for (__m512i& product : products) {
            product = _mm512_setzero_si512();
        }
        for (std::size_t bucket = 0; bucket < sheets.buckets; bucket += step_buckets) {
            const __m512i bytes = _mm512_loadu_si512(sheet + bucket * lanes);
            for (std::uint32_t q = 0; q < tile_queries; ++q) {
                const __m512i query = _mm512_set1_epi32(four_buckets(queries + q * sheets.buckets + bucket));
                products[q] = _mm512_dpbusd_epi32(products[q], bytes, query);
            }
        }
        __m512i largest = products[0];
        for (std::uint32_t q = 1; q < tile_queries; ++q) {
            largest = _mm512_max_epi32(largest, products[q]);
        }
        if (_mm512_cmpge_epi32_mask(largest, wanted) != 0) {
            const std::uint32_t within = lanes_within(range, first, lanes);
            for (std::uint32_t q = 0; q < range.queries; ++q) {
                found += note(_mm512_cmpge_epi32_mask(products[q], wanted) & within, q, first, hits + found);
            }
        }
    }
    return found;
}

SAMSPILL_AVX2 std::size_t scan_avx2(const BucketSheets& sheets, const std::uint8_t* queries, TileRange range,
                                    std::int32_t least, Hit* hits) {
    constexpr std::uint32_t lanes = 8; // half a sheet
    const __m256i below = _mm256_set1_epi32(least - 1);
    const __m256i ones = _mm256_set1_epi16(1);
    std::size_t found = 0;
    for (std::uint32_t first = range.begin / lanes * lanes; first < range.end; first += lanes) {
        const std::uint8_t* half = sheets.bytes + BucketSheets::place(sheets.buckets, first, 0);
        __m256i products[tile_queries]; // NOLINT(modernize-avoid-c-arrays)
        for (__m256i& product : products) {
            product = _mm256_setzero_si256();
        }
        for (std::size_t bucket = 0; bucket < sheets.buckets; bucket += step_buckets) {
            const __m256i bytes =
                _mm256_loadu_si256(reinterpret_cast<const __m256i*>(half + bucket * sheet_records));
            for (std::uint32_t q = 0; q < tile_queries; ++q) {
                const __m256i query = _mm256_set1_epi32(four_buckets(queries + q * sheets.buckets + bucket));
                const __m256i pairs = _mm256_maddubs_epi16(bytes, query);
                products[q] = _mm256_add_epi32(products[q], _mm256_madd_epi16(pairs, ones));
            }
        }
        __m256i largest = products[0];
        for (std::uint32_t q = 1; q < tile_queries; ++q) {
            largest = _mm256_max_epi32(largest, products[q]);
        }
        if (_mm256_movemask_epi8(_mm256_cmpgt_epi32(largest, below)) != 0) {
            const std::uint32_t within = lanes_within(range, first, lanes);
            for (std::uint32_t q = 0; q < range.queries; ++q) {
                const __m256i large = _mm256_cmpgt_epi32(products[q], below);
                const auto mask = static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(large)));
                found += note(mask & within, q, first, hits + found);
            }
        }
    }
    return found;
}

#endif

} // namespace

BucketScan bucket_scan(InstructionSet set) noexcept {
    switch (set) {
#if SAMSPILL_WIDE_X86
    case InstructionSet::avx512:
        return scan_avx512;
    case InstructionSet::avx2:
        return scan_avx2;
#endif
    default:
        return scan_scalar;
    }
}

} // namespace samspill::detail
