// What would have become of one municipality without its pilot?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/synthetic_control_result.hpp>

#include <cstdint>
#include <span>

namespace samspill {

/// Views of columns with one entry for each unit and period that was observed; nothing is kept. Several
/// treated units go in as one, with their mean.
struct SyntheticControlPanel {
    std::span<const std::uint32_t> unit;
    std::span<const std::int32_t> period;
    std::span<const double> outcome;
    std::uint32_t treated_unit = 0;
    std::int32_t first_treated = 0; ///< first period of treatment
};

struct SyntheticControlOptions {
    /// How much each period before treatment matters (V), at least 0, in ascending order of the periods;
    /// empty for all alike.
    std::span<const double> predictor_weights{};
    /// Refuse an effect when the RMSPE before treatment is more than so many standard deviations. A choice of
    /// this project: with a quarter, the weights leave at most 1/16 of the variance unexplained.
    double poor_fit = 0.25;
    /// Leave placebos out of p whose RMSPE before treatment is more than so many times that of the treated
    /// unit; 0 counts all.
    double placebo_fit = 0.0;
    /// Let the treated unit be a donor of placebos. Then all units are dealt with alike, as an exact test of
    /// no effect asks; but an effect there is then pulls at the placebos.
    bool placebos_use_treated = false;
};

/// Synthetic control (methods M3.7; Abadie, Diamond & Hainmueller 2010): weights of donors, at least 0 and
/// together 1, that come nearest to the treated unit before treatment, Σ_t v_t (x_1t - Σ_j w_j x_jt)², found
/// exactly by Wolfe's (1976) method. The gap afterwards is the effect; p is the rank of its ratio of RMSPE
/// after and before among those of donors taken for treated. Ratios within a relative 1e-9 count as equal.
///
/// The standard deviation is that of all outcomes before treatment less the mean of their period. Donors that
/// lack an outcome and periods that the treated unit lacks are left out and counted.
///
/// Not applicable: no rows (`empty`), treated unit not in the panel, no period before or after treatment, no
/// donor, outcomes before treatment that are alike in all units (`no variance`), poor fit before treatment.
/// No p with one donor, without placebos that fit, or when all gaps are 0. The same bits for any order of
/// rows and number of threads. O(donors² · pre periods · steps), where steps are about the number of weights
/// above 0.
/// @throws InvalidArgument for spans of different length, outcomes that are not finite, a unit twice in a
/// period, predictor weights that are below 0, not finite, all 0 or not one a period before treatment,
/// poor_fit or placebo_fit below 0 or not finite; Cancelled when `control` asks to stop
[[nodiscard]] SyntheticControlResult synthetic_control(const SyntheticControlPanel& panel,
                                                       const SyntheticControlOptions& options = {},
                                                       RunControl* control = nullptr);

} // namespace samspill
