// Ratings of several items on a Likert scale by people of several groups (methods M3.9).
#pragma once

#include <samspill/analysis/permutation_options.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/agreement_result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace samspill {

/// The rater of a rating of whom nobody said who they are.
inline constexpr std::uint32_t unknown_rater = 0xFFFFFFFF;
/// Fewer raters are never shown (methods M3.9).
inline constexpr std::int64_t fewest_raters_shown = 3;

/// One person's score of one item. Who did not answer has no rating.
struct Rating {
    std::uint32_t item = 0;
    std::uint32_t group = 0;
    std::int32_t score = 0; ///< from 1 to the points of the scale
    std::uint32_t rater = unknown_rater;
};

struct AgreementOptions {
    std::int32_t scale_points = 5; ///< A, from 2 to 100
    /// Fewer raters than this are not shown, at least fewest_raters_shown.
    std::int64_t fewest_raters = fewest_raters_shown;
    std::size_t first_group = 0;  ///< the gap is this group's mean
    std::size_t second_group = 1; ///< less this one's
    PermutationOptions permutation = {};
};

/// For each item mean, median, variance s², agreement r_wg = 1 - s²/((A² - 1)/12) against the uniform null
/// (James, Demaree & Wolf 1984; below 0 it is set to 0, and says so), means of groups, and the gap between
/// two groups with an exact permutation test of the difference of means. r_wg(j) = J q/(J q + s̄²/σ²) with q =
/// 1 - s̄²/σ², where s̄² is the mean variance of J items and σ² = (A² - 1)/12.
///
/// An item with fewer than `fewest_raters` different raters is suppressed. Ratings of unknown raters may all
/// be one person's, so together they count as one rater, however many they are. If only a group of it has so
/// few (but some), the values of all its groups are: else that group's mean could be computed from the
/// others. Counts are shown. Items and groups without ratings are "empty".
///
/// The test counts all arrangements for up to 1000 raters of both groups, whatever max_arrangements is above
/// 0; beyond, replicates are drawn. Comparisons are of whole numbers, so that ties are exact. The same bits
/// for any order of ratings and any number of threads. O(ratings log ratings + items · raters³).
/// @throws InvalidArgument for an item, group or score out of range, a known rater who rates an item
/// twice, and options out of range; Cancelled
[[nodiscard]] AgreementResult agreement(std::span<const Rating> ratings, std::size_t items,
                                        std::size_t groups, const AgreementOptions& options = {},
                                        RunControl* control = nullptr);

} // namespace samspill
