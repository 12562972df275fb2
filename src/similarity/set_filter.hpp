// Private to the similarity layer: the filter of set joins.
#pragma once

#include <samspill/similarity/set_join.hpp>

#include "similarity/join_plan.hpp"
#include "similarity/parity_bitmaps.hpp"
#include "similarity/parity_scan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {

/// The least overlap of sets of a <= b tokens that reaches the threshold, rounded up; at least 1.
[[nodiscard]] std::uint32_t least_overlap(const SetJoinOptions& options, std::uint32_t a, std::uint32_t b);

/// Groups in the order of a scan: by block, size and representative; their bitmaps; and which stretches of
/// equally large sets are worth comparing.
class SetFilter {
public:
    using Tile = ParityTile;

    /// `records` and `options` must outlive the filter.
    SetFilter(const SetCollection& records, const RecordGroups& groups, const SetJoinOptions& options,
              ParityScans scans, RunControl* control);

    [[nodiscard]] const std::vector<Region>& regions() const noexcept { return regions_; }

    void prepare(const Region& region, std::uint32_t first, std::uint32_t queries, Tile& tile) const;
    std::size_t scan(const Region& region, const Tile& tile, TileRange range, Hit* hits) const;
    [[nodiscard]] std::optional<SimilarPair> verify(const Region& region, std::uint32_t query,
                                                    std::uint32_t record) const;

private:
    /// Sets of one size in one block.
    struct Run {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t block = 0;
        std::uint32_t size = 0;
    };
    /// What the regions of two sizes have in common.
    struct SizePair {
        std::uint32_t overlap = 0;  // at least so many tokens in common
        std::uint32_t distance = 0; // so at most so many tokens in one of the two alone
        std::uint32_t bits = 0;     // of the bitmaps that are compared
    };

    [[nodiscard]] std::vector<Run> ordered_runs(const RecordGroups& groups);
    void pair_run(const std::vector<Run>& runs, std::size_t first);

    const SetCollection* records_;
    const SetJoinOptions* options_;
    ParityScans scans_;
    std::vector<std::uint32_t> order_; // the record at each position
    std::vector<SizePair> kinds_;
    std::vector<Region> regions_;
    ParityBitmaps bitmaps_;
};

} // namespace samspill::detail
