// Private to the similarity layer: the filter of set joins.
#pragma once

#include <samspill/similarity/set_join.hpp>

#include "similarity/join_plan.hpp"
#include "similarity/parity_bitmaps.hpp"
#include "similarity/parity_scan.hpp"
#include "similarity/set_bounds.hpp"
#include "similarity/token_prefixes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

/// How a set join finds the pairs that it compares.
enum class SetPairing {
    cheaper,  ///< as by_token where that seems to cost less, else as by_size
    by_size,  ///< all sets of a block whose sizes allow the threshold
    by_token, ///< those of them that have one of their rarest tokens in common
};

/// Groups in the order of a scan: by block, size and representative, or so once for each of their rarest
/// tokens; their bitmaps; and which stretches of sets are worth comparing.
class SetFilter {
public:
    using Tile = ParityTile;

    /// `records` and `options` must outlive the filter.
    SetFilter(const SetCollection& records, const RecordGroups& groups, const SetJoinOptions& options,
              ParityScans scans, RunControl* control, SetPairing pairing = SetPairing::cheaper);

    /// Their number is of the order of the positions, whatever sizes there are.
    [[nodiscard]] const std::vector<Region>& regions() const noexcept { return regions_; }

    void prepare(const Region& region, std::uint32_t first, std::uint32_t queries, Tile& tile) const;
    std::size_t scan(const Region& region, const Tile& tile, TileRange range, Hit* hits) const;
    [[nodiscard]] std::optional<SimilarPair> verify(const Region& region, std::uint32_t query,
                                                    std::uint32_t record) const;

private:
    /// Sets of one block and of about one size, by positions.
    struct Stretch {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t block = 0;
        SizeRange sizes;
    };
    /// What the regions of two stretches have in common.
    struct Bound {
        std::uint32_t distance = 0; // at most so many tokens in one of the two alone
        std::uint32_t bits = 0;     // of the bitmaps that are compared
        std::uint32_t rank = 0;     // of the token that brought them together
    };

    void order(const RecordGroups& groups);
    [[nodiscard]] double pairs_by_size() const;
    [[nodiscard]] bool token_prefixes_pay(RunControl* control);
    [[nodiscard]] std::uint32_t bits_of_usual_size() const;
    void pair_by_size(RunControl* control);
    void pair_by_token(RunControl* control);
    [[nodiscard]] std::vector<Stretch> stretches(std::uint32_t begin, std::uint32_t end) const;
    [[nodiscard]] bool pair(const Stretch& smaller, const Stretch& larger, std::uint32_t rank);
    [[nodiscard]] std::uint32_t rarest_in_common(std::span<const std::uint32_t> x,
                                                 std::span<const std::uint32_t> y) const;
    [[nodiscard]] std::uint32_t record_at(std::uint32_t position) const noexcept {
        return order_[places_.empty() ? position : places_[position]];
    }
    [[nodiscard]] std::uint32_t size_of(std::uint32_t record) const noexcept {
        return static_cast<std::uint32_t>((*records_)[record].size());
    }

    const SetCollection* records_;
    const SetJoinOptions* options_;
    ParityScans scans_;
    std::vector<std::uint32_t> order_;  // records by block, size and number
    std::vector<std::uint32_t> blocks_; // theirs
    TokenPrefixes prefixes_;
    std::span<const std::uint32_t> places_; // in order_ of each position; empty when they are the same
    std::uint32_t bits_by_token_ = 0;
    std::vector<Bound> bounds_;
    std::vector<Region> regions_;
    ParityBitmaps bitmaps_;
};

} // namespace samspill::detail
