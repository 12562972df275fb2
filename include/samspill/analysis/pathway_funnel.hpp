// Where on the way do newcomers drop out, which groups, and how long does each stage take?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/pathway_funnel_result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace samspill {

/// Who entered and who passed a stage, such as "informed", "assigned", "took part".
struct FunnelCount {
    std::uint32_t group = 0; ///< any number, such as of a language
    std::size_t stage = 0;   ///< from 0 in the order of the pathway
    std::optional<std::int64_t> entered;
    std::optional<std::int64_t> passed;
};

/// A person's time at a stage, until they passed it or were last seen.
struct FunnelSpell {
    std::uint32_t group = 0;
    std::size_t stage = 0;
    double time = 0.0; ///< any unit, at least 0
    bool passed = false;
};

/// Stages are counted for themselves (methods M2.15): 120 of whom 0.9, 0.6 and 0.5 get through the stages are
/// 32.4 in the end, also where the later stages were seen for others than those who passed the earlier ones;
/// `between` says how much they differ. Limits of the product are the products of limits by stage at
/// 1 - (1 - level) / stages (Bonferroni). Every two groups are compared at every stage by Fisher's exact
/// test, without allowance for how many comparisons there are; times are Kaplan-Meier curves.
///
/// A count that is not known makes its conversion, the product of its group and its comparisons `unknown`;
/// stages that a group lacks likewise. A stage that nobody entered has no conversion (`empty`), and the
/// product is `not_applicable`, except after a conversion of 0: then nobody gets through. No counts: `empty`.
/// The same bits for any order of rows. O(stages · groups² · outcomes of a test + spells log spells).
/// @throws InvalidArgument for a group and stage twice, counts below 0, more passed than entered, more than
/// 1000 stages, times that are negative or not finite, a level outside (0, 1); Cancelled when `control` asks
/// to stop
[[nodiscard]] PathwayFunnelResult pathway_funnel(std::span<const FunnelCount> counts,
                                                 std::span<const FunnelSpell> spells = {},
                                                 double level = 0.95, RunControl* control = nullptr);

} // namespace samspill
