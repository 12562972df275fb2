// Did the pilot work? The effect on one indicator by several methods, and what must be said beside it.
#pragma once

#include <samspill/model/vocabulary.hpp>
#include <samspill/result/effect_power_result.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>
#include <samspill/result/spatial_autocorrelation_result.hpp>
#include <samspill/result/staggered_result.hpp>
#include <samspill/result/synthetic_control_result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What is compared with what.
enum class EffectDesign : std::uint8_t {
    automatic,    ///< `before_after` without controls; `staggered` with several first waves; else `two_waves`
    two_waves,    ///< changes from a wave before treatment to one after it, of treated and of controls
    staggered,    ///< effects by first wave of treatment and wave, put together
    synthetic,    ///< the treated against a mix of controls that was like them before, wave by wave
    before_after, ///< changes of the treated alone
};

/// How an effect, its error and its p were found. In the order in which they are shown.
enum class EffectMethod : std::uint8_t {
    randomisation,             ///< the headline: assumes least
    randomisation_studentised, ///< the same with the difference over its standard error
    placebo_ranks,             ///< of a synthetic control: every control taken for treated in turn
    cr2_satterthwaite,         ///< CR2 errors, Student's t with Satterthwaite's degrees
    wild_webb,                 ///< wild cluster bootstrap, Webb's weights
    wild_rademacher,           ///< wild cluster bootstrap, signs
    cv3_jackknife,             ///< leaving out one cluster at a time
    influence_function,        ///< of staggered effects; the normal distribution, for many clusters
    welch,                     ///< Student's t of changes, arms with variances of their own
};

template <>
struct Vocabulary<EffectDesign> {
    static constexpr std::array<std::string_view, 5> names{"automatic", "two_waves", "staggered", "synthetic",
                                                           "before_after"};
};
template <>
struct Vocabulary<EffectMethod> {
    static constexpr std::array<std::string_view, 9> names{
        "randomisation", "randomisation_studentised", "placebo_ranks", "cr2_satterthwaite",
        "wild_webb",     "wild_rademacher",           "cv3_jackknife", "influence_function",
        "welch"};
};

/// The effect as one method has it.
struct EffectEstimate {
    EffectMethod method = EffectMethod::randomisation;
    std::string_view method_id;  ///< of methods.md, such as M3.6; a literal, as are all texts here
    std::string_view convention; ///< choices among rival definitions
    std::string_view caveat;     ///< what must stand beside p
    Status status = Status::ok;
    std::string_view reason;        ///< why there is nothing
    std::optional<double> estimate; ///< in the unit of the indicator
    std::optional<double> se;
    std::optional<double> degrees_of_freedom;
    std::optional<double> statistic;
    std::optional<double> p;          ///< two-sided
    std::optional<double> smallest_p; ///< what p cannot fall below; nothing where there is no such bound
    bool exact = false;               ///< every arrangement was counted
    std::optional<std::int64_t> arrangements;
    std::int64_t replicates = 0;
    std::optional<double> low; ///< limits at PilotEffect::level
    std::optional<double> high;
    std::string_view limits_reason;
};

/// What stands beside an effect.
enum class EffectWarning : std::uint8_t {
    few_clusters,         ///< count: clusters
    few_treated,          ///< count: treated clusters; tests may reject too seldom or too often
    few_controls,         ///< count: control clusters
    level_out_of_reach,   ///< value: the smallest p of the headline, above 1 - level
    methods_disagree,     ///< some of the methods reject at 1 - level, others do not
    not_randomised,       ///< p values speak as if treatment had been drawn by lot
    no_controls,          ///< a change that came to all looks like an effect
    treated_from_start,   ///< count: units left out, treated in or before the first wave that is compared
    treated_later,        ///< count: units left out, treated only after the last wave that is compared
    arm_unknown,          ///< count: units left out that the table of treatment does not name
    incomplete,           ///< count: units left out that lack a value in a wave that is compared
    suppressed,           ///< count: of these, units with a suppressed value
    structural,           ///< count: units left out for which there is nothing to know
    changed_units,        ///< count: units joined of several codes
    treated_neighbours,   ///< count: controls that are neighbours of treated units; effects may spill over
    dependence,           ///< value: p of Moran's I of what is unexplained
    earlier_trend,        ///< value: p of the difference before treatment
    one_unit_decides,     ///< leaving out one unit turns the sign of the effect
    stratum_one_sided,    ///< count: units left out, of strata that are all treated or all controls
    weights_not_unique,   ///< other mixes of controls fit as well before treatment
    waves_left_out,       ///< count: waves in which not all of the treated were seen, of a synthetic control
    clusters_mixed,       ///< clusters hold treated and controls: arrangements are those of units
    collinear_adjustment, ///< preconditions that explain each other: adjusted methods are left out
    too_many_adjustments, ///< count: preconditions, more than one for every eight units
    few_waves_before,     ///< count: waves that a synthetic control was fitted to, fewer than 4
    precondition_unknown, ///< count: units left out that lack nothing but a precondition adjusted for
};

template <>
struct Vocabulary<EffectWarning> {
    static constexpr std::array<std::string_view, 26> names{
        "few_clusters",     "few_treated",         "few_controls",         "level_out_of_reach",
        "methods_disagree", "not_randomised",      "no_controls",          "treated_from_start",
        "treated_later",    "arm_unknown",         "incomplete",           "suppressed",
        "structural",       "changed_units",       "treated_neighbours",   "dependence",
        "earlier_trend",    "one_unit_decides",    "stratum_one_sided",    "weights_not_unique",
        "waves_left_out",   "clusters_mixed",      "collinear_adjustment", "too_many_adjustments",
        "few_waves_before", "precondition_unknown"};
};

struct EffectNote {
    EffectWarning code = EffectWarning::few_clusters;
    std::optional<std::int64_t> count;
    std::optional<double> value;
};

/// An arm at one of the waves that are compared: the mean of the units that count, each alike.
struct ArmMean {
    bool is_treated = false;
    std::uint32_t wave = 0;
    std::size_t units = 0;
    std::optional<double> mean;
};

/// The effect if what was not seen were as bad or as good as it may be, and re-weighted by strata (M3.15).
struct EffectBounds {
    std::optional<double> low;
    std::optional<double> high;
    std::string_view reason; ///< why they are not there
    std::optional<double> reweighted;
    std::string_view reweighted_reason;
};

/// The estimate when others are left out.
struct EffectSensitivity {
    std::optional<double> least; ///< of the estimates that leave out one unit
    std::optional<double> greatest;
    std::optional<std::uint32_t> most_influential; ///< unit whose absence moves the estimate most
    std::optional<double> neighbourhood_least;     ///< of those that leave out one unit with its neighbours
    std::optional<double> neighbourhood_greatest;
    std::optional<double> without_treated_neighbours; ///< leaving out the controls beside treated units
};

/// Result of pilot_effect().
struct PilotEffect {
    Provenance provenance;
    std::string_view method = "M3.3";
    Status status = Status::ok;
    std::string_view reason;
    std::size_t indicator = 0;
    EffectDesign design = EffectDesign::two_waves;
    std::uint32_t baseline = 0; ///< numbers of waves; of a staggered design the first and the last
    std::uint32_t follow_up = 0;
    std::size_t treated = 0; ///< units that count
    std::size_t controls = 0;
    std::size_t clusters = 0;
    double level = 0.0;
    std::uint64_t seed = 0;
    std::optional<double> estimate;        ///< of the headline, in the unit of the indicator
    std::vector<EffectEstimate> estimates; ///< by EffectMethod; those that the design has
    std::vector<ArmMean> means;            ///< treated before controls, by wave
    std::optional<EffectEstimate> earlier; ///< the difference that was there before treatment (placebo)
    EffectBounds bounds;
    EffectSensitivity sensitivity;
    /// The smallest effect that so many units would have shown; refused when there is no standard error.
    std::optional<EffectPowerResult> detectable;
    std::optional<SpatialAutocorrelationResult> dependence;
    std::optional<StaggeredResult> staggered;
    std::optional<SyntheticControlResult> synthetic; ///< units by their numbers, periods by those of waves
    std::vector<EffectNote> warnings;                ///< by EffectWarning
};

} // namespace samspill
