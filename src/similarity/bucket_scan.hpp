// Private to the similarity layer: whose rows of bytes have a large product with those of eight queries.
#pragma once

#include "similarity/instruction_set.hpp"
#include "similarity/tile.hpp"

#include <cstddef>
#include <cstdint>

namespace samspill::detail {

/// Records stand in sheets of sixteen. A sheet holds the first four buckets of each of its records, then the
/// next four, and so on, so that a wide register takes four buckets of many records at once.
inline constexpr std::size_t sheet_records = 16;
inline constexpr std::size_t step_buckets = 4;
/// Bytes are at most this: the sum of two products then fits 16 bits.
inline constexpr int most_in_bucket = 126;

/// Rows of `buckets` bytes, a multiple of four, in sheets.
struct BucketSheets {
    const std::uint8_t* bytes = nullptr;
    std::size_t buckets = 0;

    /// Where the byte of a record's bucket stands.
    [[nodiscard]] static constexpr std::size_t place(std::size_t buckets, std::size_t record,
                                                     std::size_t bucket) noexcept {
        const std::size_t step = (record / sheet_records) * (buckets / step_buckets) + bucket / step_buckets;
        return (step * sheet_records + record % sheet_records) * step_buckets + bucket % step_buckets;
    }
};

/// Writes the pairs of the tile whose rows have a product of at least `least` (> 0) to `hits`, which has room
/// for most_hits, and returns their number. `queries` holds tile_queries rows. The order of hits depends on
/// the kernel.
using BucketScan = std::size_t (*)(const BucketSheets& sheets, const std::uint8_t* queries, TileRange range,
                                   std::int32_t least, Hit* hits);

/// The kernel of an instruction set that this machine has.
[[nodiscard]] BucketScan bucket_scan(InstructionSet set) noexcept;

} // namespace samspill::detail
