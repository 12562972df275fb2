// How large would the effect be if others had been treated?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/randomisation_result.hpp>

#include <cstdint>
#include <span>

namespace samspill {

/// What is compared between arrangements. `difference`: the difference of means between treated and
/// controls; `studentised`: the same over Welch's standard error, which stays right when treatment changes
/// how much units vary.
enum class RandomisationStatistic : std::uint8_t { difference, studentised };

struct RandomisationOptions {
    RandomisationStatistic statistic = RandomisationStatistic::difference;
    /// Up to so many arrangements are all counted; each takes up to 40 bytes. 12 of 24 have 2,704,156.
    std::int64_t max_arrangements = 5'000'000;
    std::int64_t replicates = 99'999; ///< drawn where there are more arrangements than that
    std::uint64_t seed = 1;
    /// Limits by inversion: all constant effects with a p of at least 1 - level. For `difference` only.
    bool limits = true;
    double level = 0.95;
};

/// Randomisation inference over all ways to treat as many units of each stratum (methods M3.6; Fisher 1935;
/// Gerber & Green 2012). One entry a unit: its outcome, such as the change of a municipality; whether it was
/// treated; its stratum, any number (empty: one stratum). Over strata differences are averaged with their
/// numbers of units; strata that are all treated or all controls are left out and counted. Statistics within
/// a relative 1e-9 of the observed one count as equal.
///
/// Not applicable: no units (`empty`), no stratum with both treated and controls, for `studentised` a stratum
/// with fewer than two of either, outcomes that are all equal (`no variance`).
/// The same bits for any order of the units. O(arrangements) or O(replicates · units); limits by selection.
/// @throws InvalidArgument for spans of different length, outcomes that are not finite, max_arrangements
/// outside 1 to 2^31, replicates likewise, a level outside (0, 1); Cancelled when `control` asks to stop
[[nodiscard]] RandomisationResult randomisation_test(std::span<const double> outcome,
                                                     std::span<const std::uint8_t> treated,
                                                     std::span<const std::uint32_t> stratum = {},
                                                     const RandomisationOptions& options = {},
                                                     RunControl* control = nullptr);

/// Could the mean change of treated units be none, where there are no controls? Every change keeps its size
/// and takes either sign (methods M3.6). Limits: all constant effects τ with a p of at least 1 - level, each
/// change less τ. `statistic` of the options is not used. Not applicable: no units, changes that are all 0.
/// O(2^units) or O(replicates · units); up to 24 bytes an arrangement.
/// @throws as randomisation_test
[[nodiscard]] RandomisationResult sign_flip_test(std::span<const double> change,
                                                 const RandomisationOptions& options = {},
                                                 RunControl* control = nullptr);

} // namespace samspill
