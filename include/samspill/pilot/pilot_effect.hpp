// Did the pilot work? The effect on one indicator of a study, by several methods side by side.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/pilot/staggered_adoption.hpp>
#include <samspill/result/pilot_effect_result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill {

struct PilotEffectOptions {
    EffectDesign design = EffectDesign::automatic;
    /// Waves that are compared; nothing: the last one before anybody is treated, and the last. A staggered
    /// design uses all from the one to the other, by default all there are.
    std::optional<std::size_t> baseline{};
    std::optional<std::size_t> follow_up{};
    /// Whether those who are treated later are controls until then.
    StaggeredComparison comparison = StaggeredComparison::never;
    std::vector<std::size_t> adjust_for{}; ///< preconditions, for two_waves
    bool weighted = false;                 ///< units by their weights; else every unit counts alike
    std::int64_t replicates = 99'999;      ///< drawn where there are more arrangements than are counted
    std::int64_t max_arrangements = 5'000'000;
    std::uint64_t seed = 1;
    double level = 0.95;
    std::size_t few_clusters = 10; ///< fewer than so many are warned of (methods, design rule 3)
    std::size_t few_in_arm = 6;    ///< likewise in an arm (M3.5)
};

/// The effect on one indicator of a study. Outcomes are changes of units between waves, so that many people
/// in few municipalities do not count as many. Randomisation inference stands first, CR2 errors with
/// Satterthwaite's degrees and the wild cluster bootstrap with Webb's weights beside it, each with the
/// smallest p it can attain.
///
/// `two_waves` (M3.3): difference of changes; with preconditions, the coefficient of treatment beside them,
/// and randomisation inference on that coefficient, estimated again for every arrangement (Rosenbaum 2002).
/// Units of clusters that are treated as a whole are put together first. `staggered` (M3.8): the mean over
/// all effects after treatment, with arrangements of first waves within strata. `synthetic` (M3.7): ranks of
/// placebos. `before_after` (M3.6): signs of changes.
///
/// Nothing is carried forward, and whoever is left out is counted in a warning. With two waves a unit counts
/// when both were observed; in a staggered design each effect takes the units that were observed in its two
/// waves; of a synthetic control, the treated need a value in a wave for it to count, and a donor needs all
/// of those waves. Not applicable: no unit treated after the baseline, a design that lacks controls, fewer
/// than two waves. The same bits for any number of threads. O(replicates · units) and the costs of the
/// methods.
/// @throws InvalidArgument for an indicator, wave or precondition that the study has not, waves in the wrong
/// order, options out of range; Cancelled when `control` asks to stop
[[nodiscard]] PilotEffect pilot_effect(const PilotStudy& study, std::size_t indicator,
                                       const PilotEffectOptions& options = {}, RunControl* control = nullptr);

} // namespace samspill
