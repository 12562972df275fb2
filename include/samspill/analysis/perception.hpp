// How do the people of forums rate their work together, and do both sides see it alike?
#pragma once

#include <samspill/analysis/agreement.hpp>
#include <samspill/analysis/permutation_options.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/instrument.hpp>
#include <samspill/result/perception_result.hpp>

#include <cstdint>

namespace samspill {

struct PerceptionOptions {
    /// Fewer raters than this are not shown, at least fewest_raters_shown.
    std::int64_t fewest_raters = fewest_raters_shown;
    /// The scale of items that are in no instrument.
    std::int32_t scale_min = 1;
    std::int32_t scale_max = 5;
    PermutationOptions permutation{};
};

/// Reads the table `reviews` (methods M3.9): for each forum, wave and item the mean, the agreement r_wg of
/// all raters and within each side, the gap between the sides with its exact permutation test, and the item
/// with the lowest mean; for each instrument r_wg(j). Municipal stands against civil society with users' own
/// groups, by the sector of the actor that a person acts for; all others, anonymous answers too, are a third
/// group. What could tell who said what is suppressed, as agreement() does it;
/// anonymous answers to an item count as one rater together, since nothing proves that they are not.
///
/// Scores outside the scale and scores that are no whole numbers are findings and are left out.
/// @throws MissingTable when the table reviews was not given
/// @throws InvalidArgument for items that stand twice, items of one instrument on different scales, a scale
/// of fewer than 2 or more than 100 points, and as agreement; Cancelled O(reviews log reviews) and
/// agreement() of each forum, wave and instrument.
[[nodiscard]] PerceptionResult perception(const ActorNetwork& network, Instruments instruments = {},
                                          const PerceptionOptions& options = {},
                                          RunControl* control = nullptr);

} // namespace samspill
