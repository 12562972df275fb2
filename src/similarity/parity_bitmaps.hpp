// Private to the similarity layer: bitmaps of sets, each bit the parity of the tokens that hash to it.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/similarity/set_collection.hpp>

#include "similarity/parity_scan.hpp"
#include "similarity/tile.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Queries of one tile, in words of the width that is compared.
struct ParityTile {
    std::array<std::uint32_t, tile_queries> narrow{};
    std::vector<std::uint64_t> wide;
};

/// Bitmaps of records in the order of a scan, in several widths: powers of two from 32 to 1024 bits. The
/// narrower ones are the wider ones folded, half upon half.
class ParityBitmaps {
public:
    static constexpr std::uint32_t fewest_bits = 32;
    static constexpr std::uint32_t most_bits = 1024;

    ParityBitmaps() = default;
    /// Of the widths whose bits are set in `widths`, which is a sum of widths. O(tokens) on all threads.
    ParityBitmaps(const SetCollection& records, std::span<const std::uint32_t> order, std::uint32_t widths,
                  RunControl* control);

    /// Those at `places`, one after the other; a place may come again.
    [[nodiscard]] ParityBitmaps gathered(std::span<const std::uint32_t> places) const;

    /// The queries from position `first` on, the last one repeated to a full tile; `queries` is at least 1.
    void copy_tile(std::uint32_t bits, std::uint32_t first, std::uint32_t queries, ParityTile& tile) const;
    std::size_t scan(const ParityScans& scans, std::uint32_t bits, const ParityTile& tile, TileRange range,
                     std::uint32_t limit, Hit* hits) const;

private:
    static constexpr std::size_t wide_widths = 5; // 64, 128, 256, 512 and 1024 bits
    static constexpr std::size_t place_of(std::size_t bits) noexcept;
    void keep(std::span<std::uint64_t> bitmap, std::size_t position);

    std::size_t stride_ = 0;
    std::vector<std::uint32_t> narrow_;
    std::array<std::vector<std::uint64_t>, wide_widths> wide_; // word w of a record at w * stride_ + position
};

} // namespace samspill::detail
