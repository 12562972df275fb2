// Which needs does nobody meet, and what is the first thing in the way?
#pragma once

#include <samspill/core/month_interval.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/coverage_result.hpp>

#include <optional>

namespace samspill {

struct CoverageOptions {
    MatchOptions match{};
    /// Ties an entry point may follow to find an offer; more steps mean better informed caseworkers.
    int awareness_steps = 2;
    /// Months of by_theme_month. Unset: -2 to 6, or from the first to the last month the tables state when
    /// they leave that window. At most 120 months.
    std::optional<MonthInterval> months{};
    /// Order in which the loss cascade asks (methods M4.3); `exists` must come first.
    StageOrder stage_order = default_stage_order;
};

/// Allocates the people of all needs to the seats of the activities that fit them (methods M4.1) and reports
/// the gap of each need with the first obstacle, over all offers and over those its entry point can find
/// (M4.2), and how many people are lost at which stage (M4.3).
///
/// Unknown is not zero: a need of unknown size has an unknown gap and takes no seats; an activity of unknown
/// capacity makes coverage an interval from no seats to as many as are asked for; a need without entry point
/// has a known coverage between 0 and the nominal one, and is never called not_known; without any tie of
/// awareness, information or referral nobody was asked, and known coverage is not applicable. A need of 0
/// people has no share. A network without needs gives an empty result.
/// @throws MissingTable when the tables needs or activities were not given
/// @throws InvalidArgument for options out of range; Cancelled when `control` asks to stop
/// Cost: matching is proportional to pairs of equal theme in nested areas, allocation to a few maximum flows.
[[nodiscard]] CoverageResult coverage(const ActorNetwork& network, const CoverageOptions& options = {},
                                      RunControl* control = nullptr);

/// The same on a model that is there already, made with the same `match` and `awareness_steps`, which saves
/// the matching.
[[nodiscard]] CoverageResult coverage(const CoverageModel& model, const CoverageOptions& options = {},
                                      RunControl* control = nullptr);

/// The model that coverage() and the questions after it work on.
/// @throws as coverage() does
[[nodiscard]] CoverageModel coverage_model(const ActorNetwork& network, const CoverageOptions& options = {},
                                           RunControl* control = nullptr);

} // namespace samspill
