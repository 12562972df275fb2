// Private to the similarity layer: the unit of work of the filters.
#pragma once

#include <cstddef>
#include <cstdint>

namespace samspill::detail {

/// A filter compares up to eight queries with the records of one chunk. Records are named by positions in the
/// order of the scan; chunk c holds the positions [c * chunk_records, (c + 1) * chunk_records).
inline constexpr std::uint32_t tile_queries = 8;
inline constexpr std::uint32_t chunk_records = 4096;
/// Arrays that filters read go on for as many records after the last one: a wide load may touch them.
inline constexpr std::size_t scan_padding = 16;

/// A pair that passed: the query's place in its tile and the record's in its chunk.
using Hit = std::uint16_t;
inline constexpr std::uint32_t most_hits = tile_queries * chunk_records;

[[nodiscard]] constexpr Hit make_hit(std::uint32_t query, std::uint32_t record) noexcept {
    return static_cast<Hit>(query * chunk_records + record % chunk_records);
}
[[nodiscard]] constexpr std::uint32_t query_of(Hit hit) noexcept { return hit / chunk_records; }
[[nodiscard]] constexpr std::uint32_t record_of(Hit hit) noexcept { return hit % chunk_records; }

/// Records [begin, end) of one chunk and the first `queries` of a tile.
struct TileRange {
    std::uint32_t queries = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

} // namespace samspill::detail
