// Outcome of a permutation test: how many of all arrangements of the labels are at least as extreme.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

struct PermutationTest {
    std::string_view convention; ///< the statistic, and whether all arrangements were counted; a literal
    Status status = Status::ok;
    std::string_view reason;                  ///< a literal; empty when there is nothing to explain
    bool exact = false;                       ///< every arrangement was counted; else `replicates` were drawn
    std::int64_t n = 0;                       ///< people whose labels are exchanged
    std::optional<double> statistic;          ///< of the observed labels
    std::optional<double> p;                  ///< in [smallest_p, 1]
    std::optional<double> smallest_p;         ///< of the most extreme arrangement, or 1/(1 + replicates)
    std::optional<std::int64_t> arrangements; ///< ways to give out the labels; none when more than 2^53
    std::optional<std::int64_t> as_extreme;   ///< how many of them, or of the replicates, are as extreme
    std::int64_t replicates = 0;              ///< 0 when exact
    std::uint64_t seed = 0;                   ///< of the replicates
};

/// Statistics this close, relatively, count as equal: the same arrangement must not be told apart by
/// rounding.
inline constexpr double permutation_tolerance = 1e-9;

} // namespace samspill
