// Do groups stay equally long? The log-rank test, its weighted relatives, and both by exact permutation
// (methods M1.10). Spells as in analysis/survival.hpp.
//
// At each time with events, d of n at risk, the groups are expected to share the events as they share those
// at risk; the test sums observed minus expected over the times, each with a weight. In a stratified test
// expected numbers are made within each stratum and then summed. Groups without people change nothing. No
// value without events ("no events"), with fewer than two groups that have people ("fewer than two groups")
// and where no group could have done otherwise ("no variance").
//
// The same bits for any order of the spells, any number of threads and on any platform.
#pragma once

#include <samspill/analysis/permutation_options.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/log_rank_result.hpp>
#include <samspill/result/permutation_test.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace samspill {

/// A spell of somebody in a group.
struct GroupedSpell {
    double time = 0.0;
    bool event = false;
    std::uint32_t group = 0;   ///< below the number of groups
    std::uint32_t stratum = 0; ///< any number; people are compared with those of the same stratum
};

struct LogRankOptions {
    LogRankWeight weight = LogRankWeight::log_rank;
    double rho = 1.0; ///< for `g_rho`, at least 0; 0 is the log-rank test
};

/// The test by the chi-square distribution. O(n log n + times · groups²).
/// @throws InvalidArgument for a group that is not below `groups`, a time that is negative, NaN or infinite,
/// a rho that is not finite or negative
[[nodiscard]] LogRankTest log_rank_test(std::span<const GroupedSpell> spells, std::size_t groups,
                                        const LogRankOptions& options = {});

/// The same statistic by permutation: p is the share of all arrangements of the group labels (within strata)
/// whose chi-square is at least the observed one, less a relative `permutation_tolerance`. People with the
/// same spell are interchangeable, so that arrangements are counted in bulk. Beyond max_arrangements, beyond
/// 2^53 arrangements and beyond 1000 people (or 2000 different spells times groups) (1 + #)/(1 + B) of B
/// drawn arrangements, replicate k from stream k of the seed. It supposes that, were there no difference,
/// censoring would not differ between groups either.
/// @throws InvalidArgument as above and for options out of range; Cancelled
[[nodiscard]] PermutationTest log_rank_permutation_test(std::span<const GroupedSpell> spells,
                                                        std::size_t groups,
                                                        const LogRankOptions& options = {},
                                                        const PermutationOptions& permutation = {},
                                                        RunControl* control = nullptr);

} // namespace samspill
