#include "similarity/parity_scan.hpp"

#include <bit>

#if SAMSPILL_WIDE_X86
#include <immintrin.h>
#endif

// GCC 12 takes the undefined registers inside its own <immintrin.h> for mistakes (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace samspill::detail {

namespace {

template <class Word>
std::size_t scan_scalar(const BitmapPlanes<Word>& planes, const Word* queries, TileRange range,
                        std::uint32_t limit, Hit* hits) {
    std::size_t found = 0;
    for (std::uint32_t record = range.begin; record < range.end; ++record) {
        for (std::uint32_t query = 0; query < range.queries; ++query) {
            int distance = 0;
            for (std::size_t w = 0; w < planes.count; ++w) {
                distance += std::popcount(planes.words[w * planes.stride + record] ^
                                          queries[query * planes.count + w]);
            }
            if (static_cast<std::uint32_t>(distance) <= limit) {
                hits[found++] = make_hit(query, record);
            }
        }
    }
    return found;
}

#if SAMSPILL_WIDE_X86

// Registers stand in plain arrays, because std::array would drop their alignment (GCC: -Wignored-attributes).
// In the wide kernels the smallest distance of a vector of records to the eight queries is tested once; the
// queries are told apart only when that is small enough, which is seldom. Lanes of 64 bits hold distances
// below 2^32, so that comparing 32-bit halves is right. The widths used most are compiled apart, which keeps
// their queries in registers.

/// Notes the records of `lanes` (bit k: record + k) for one query.
std::size_t note(std::uint32_t lanes, std::uint32_t query, std::uint32_t record, Hit* hits) {
    std::size_t found = 0;
    for (; lanes != 0; lanes &= lanes - 1) {
        hits[found++] = make_hit(query, record + static_cast<std::uint32_t>(std::countr_zero(lanes)));
    }
    return found;
}

/// Bits for the lanes of [record, record + lanes) that are before `end`.
std::uint32_t lanes_before(std::uint32_t end, std::uint32_t record, std::uint32_t lanes) {
    const std::uint32_t all = (1U << lanes) - 1;
    return end - record >= lanes ? all : (1U << (end - record)) - 1;
}

#define SAMSPILL_AVX512 __attribute__((target("avx512f,avx512bw,avx512vpopcntdq")))
#define SAMSPILL_AVX2 __attribute__((target("avx2,popcnt")))

SAMSPILL_AVX512 std::size_t scan_avx512_narrow(const BitmapPlanes<std::uint32_t>& planes,
                                               const std::uint32_t* queries, TileRange range,
                                               std::uint32_t limit, Hit* hits) {
    constexpr std::uint32_t lanes = 16;
    const __m512i most = _mm512_set1_epi32(static_cast<int>(limit));
    std::size_t found = 0;
    for (std::uint32_t record = range.begin; record < range.end; record += lanes) {
        const __m512i bitmaps = _mm512_loadu_si512(planes.words + record);
        __m512i distances[tile_queries]; // NOLINT(modernize-avoid-c-arrays)
        __m512i least = _mm512_set1_epi32(-1);
        for (std::uint32_t q = 0; q < tile_queries; ++q) {
            const __m512i query = _mm512_set1_epi32(static_cast<int>(queries[q]));
            distances[q] = _mm512_popcnt_epi32(_mm512_xor_si512(bitmaps, query));
            least = _mm512_min_epu32(least, distances[q]);
        }
        if (_mm512_cmple_epu32_mask(least, most) != 0) {
            const std::uint32_t valid = lanes_before(range.end, record, lanes);
            for (std::uint32_t q = 0; q < range.queries; ++q) {
                found += note(_mm512_cmple_epu32_mask(distances[q], most) & valid, q, record, hits + found);
            }
        }
    }
    return found;
}

template <std::size_t fixed_count>
SAMSPILL_AVX512 std::size_t scan_avx512_wide(const BitmapPlanes<std::uint64_t>& planes,
                                             const std::uint64_t* queries, TileRange range,
                                             std::uint32_t limit, Hit* hits) {
    constexpr std::uint32_t lanes = 8;
    const std::size_t count = fixed_count != 0 ? fixed_count : planes.count;
    const __m512i most = _mm512_set1_epi64(limit);
    std::size_t found = 0;
    for (std::uint32_t record = range.begin; record < range.end; record += lanes) {
        __m512i distances[tile_queries]; // NOLINT(modernize-avoid-c-arrays)
        for (__m512i& distance : distances) {
            distance = _mm512_setzero_si512();
        }
        for (std::size_t w = 0; w < count; ++w) {
            const __m512i bitmaps = _mm512_loadu_si512(planes.words + w * planes.stride + record);
            for (std::uint32_t q = 0; q < tile_queries; ++q) {
                const __m512i query = _mm512_set1_epi64(static_cast<std::int64_t>(queries[q * count + w]));
                distances[q] =
                    _mm512_add_epi64(distances[q], _mm512_popcnt_epi64(_mm512_xor_si512(bitmaps, query)));
            }
        }
        __m512i least = distances[0];
        for (std::uint32_t q = 1; q < tile_queries; ++q) {
            least = _mm512_min_epu32(least, distances[q]);
        }
        if (_mm512_cmple_epu64_mask(least, most) != 0) {
            const std::uint32_t valid = lanes_before(range.end, record, lanes);
            for (std::uint32_t q = 0; q < range.queries; ++q) {
                found += note(_mm512_cmple_epu64_mask(distances[q], most) & valid, q, record, hits + found);
            }
        }
    }
    return found;
}

std::size_t scan_avx512_any(const BitmapPlanes<std::uint64_t>& planes, const std::uint64_t* queries,
                            TileRange range, std::uint32_t limit, Hit* hits) {
    switch (planes.count) {
    case 1:
        return scan_avx512_wide<1>(planes, queries, range, limit, hits);
    case 2:
        return scan_avx512_wide<2>(planes, queries, range, limit, hits);
    case 4:
        return scan_avx512_wide<4>(planes, queries, range, limit, hits);
    default:
        return scan_avx512_wide<0>(planes, queries, range, limit, hits);
    }
}

/// Bits set in each byte, by looking up its halves (Mula, Kurz and Lemire 2018).
SAMSPILL_AVX2 inline __m256i bits_of_bytes(__m256i values) {
    const __m256i half = _mm256_set1_epi8(15);
    const __m256i bits = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, //
                                          0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_shuffle_epi8(bits, _mm256_and_si256(values, half));
    const __m256i high = _mm256_shuffle_epi8(bits, _mm256_and_si256(_mm256_srli_epi16(values, 4), half));
    return _mm256_add_epi8(low, high);
}

SAMSPILL_AVX2 std::size_t scan_avx2_narrow(const BitmapPlanes<std::uint32_t>& planes,
                                           const std::uint32_t* queries, TileRange range, std::uint32_t limit,
                                           Hit* hits) {
    constexpr std::uint32_t lanes = 8;
    const __m256i above = _mm256_set1_epi32(static_cast<int>(limit) + 1);
    const __m256i ones_of_bytes = _mm256_set1_epi8(1);
    const __m256i ones_of_words = _mm256_set1_epi16(1);
    std::size_t found = 0;
    for (std::uint32_t record = range.begin; record < range.end; record += lanes) {
        const __m256i bitmaps = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(planes.words + record));
        __m256i distances[tile_queries]; // NOLINT(modernize-avoid-c-arrays)
        __m256i least = above;
        for (std::uint32_t q = 0; q < tile_queries; ++q) {
            const __m256i query = _mm256_set1_epi32(static_cast<int>(queries[q]));
            const __m256i pairs_of_bytes =
                _mm256_maddubs_epi16(bits_of_bytes(_mm256_xor_si256(bitmaps, query)), ones_of_bytes);
            distances[q] = _mm256_madd_epi16(pairs_of_bytes, ones_of_words);
            least = _mm256_min_epu32(least, distances[q]);
        }
        if (_mm256_movemask_epi8(_mm256_cmpgt_epi32(above, least)) != 0) {
            const std::uint32_t valid = lanes_before(range.end, record, lanes);
            for (std::uint32_t q = 0; q < range.queries; ++q) {
                const __m256i near = _mm256_cmpgt_epi32(above, distances[q]);
                const auto mask = static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(near)));
                found += note(mask & valid, q, record, hits + found);
            }
        }
    }
    return found;
}

template <std::size_t fixed_count>
SAMSPILL_AVX2 std::size_t scan_avx2_wide(const BitmapPlanes<std::uint64_t>& planes,
                                         const std::uint64_t* queries, TileRange range, std::uint32_t limit,
                                         Hit* hits) {
    constexpr std::uint32_t lanes = 4;
    const std::size_t count = fixed_count != 0 ? fixed_count : planes.count;
    const __m256i above = _mm256_set1_epi64x(std::int64_t{limit} + 1);
    std::size_t found = 0;
    for (std::uint32_t record = range.begin; record < range.end; record += lanes) {
        __m256i distances[tile_queries]; // NOLINT(modernize-avoid-c-arrays)
        for (__m256i& distance : distances) {
            distance = _mm256_setzero_si256();
        }
        for (std::size_t w = 0; w < count; ++w) {
            const __m256i bitmaps = _mm256_loadu_si256(
                reinterpret_cast<const __m256i*>(planes.words + w * planes.stride + record));
            for (std::uint32_t q = 0; q < tile_queries; ++q) {
                const __m256i query = _mm256_set1_epi64x(static_cast<std::int64_t>(queries[q * count + w]));
                const __m256i bits = bits_of_bytes(_mm256_xor_si256(bitmaps, query));
                distances[q] = _mm256_add_epi64(distances[q], _mm256_sad_epu8(bits, _mm256_setzero_si256()));
            }
        }
        __m256i least = distances[0];
        for (std::uint32_t q = 1; q < tile_queries; ++q) {
            least = _mm256_min_epu32(least, distances[q]);
        }
        if (_mm256_movemask_epi8(_mm256_cmpgt_epi64(above, least)) != 0) {
            const std::uint32_t valid = lanes_before(range.end, record, lanes);
            for (std::uint32_t q = 0; q < range.queries; ++q) {
                const __m256i near = _mm256_cmpgt_epi64(above, distances[q]);
                const auto mask = static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(near)));
                found += note(mask & valid, q, record, hits + found);
            }
        }
    }
    return found;
}

std::size_t scan_avx2_any(const BitmapPlanes<std::uint64_t>& planes, const std::uint64_t* queries,
                          TileRange range, std::uint32_t limit, Hit* hits) {
    switch (planes.count) {
    case 1:
        return scan_avx2_wide<1>(planes, queries, range, limit, hits);
    case 2:
        return scan_avx2_wide<2>(planes, queries, range, limit, hits);
    case 4:
        return scan_avx2_wide<4>(planes, queries, range, limit, hits);
    default:
        return scan_avx2_wide<0>(planes, queries, range, limit, hits);
    }
}

#endif

} // namespace

ParityScans parity_scans(InstructionSet set) noexcept {
    switch (set) {
#if SAMSPILL_WIDE_X86
    case InstructionSet::avx512:
        return {scan_avx512_narrow, scan_avx512_any};
    case InstructionSet::avx2:
        return {scan_avx2_narrow, scan_avx2_any};
#endif
    default:
        return {scan_scalar<std::uint32_t>, scan_scalar<std::uint64_t>};
    }
}

} // namespace samspill::detail
