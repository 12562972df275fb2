// Private to analysis: coalitions of one rule counted in 64 bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Coalitions by the sum of their weights, as far as it is below the quota. Numbers are modulo 2^64, so that
/// those of up to 63 members are exact, and so is taking a member out again.
class WholeCounts {
public:
    /// The quota must be above 0. O(members * quota).
    WholeCounts(std::span<const std::size_t> weights, std::size_t quota);

    /// Coalitions of the others that one member of this weight brings to the quota. O(quota / weight).
    [[nodiscard]] std::uint64_t swings(std::size_t weight) const;
    /// Coalitions of all members that stay below the quota.
    [[nodiscard]] std::uint64_t below_quota() const { return up_to_.back(); }

private:
    std::vector<std::uint64_t> up_to_; ///< coalitions whose sum is this or less
};

} // namespace samspill::detail
