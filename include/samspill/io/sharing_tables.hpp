// Work sharing and the overview as tables: named columns with units, ids as texts.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/overview_matrix.hpp>
#include <samspill/result/work_sharing_result.hpp>

namespace samspill {

/// One row a proposal, most people first. The columns with `from_` say how the activity is today, those with
/// `to_` what changes; null where nothing does. `step` is the step of the choice that takes it, from 1; null
/// where it is not chosen. `result` must come from `network`, here and below.
[[nodiscard]] Table work_sharing_proposals(const ActorNetwork& network, const WorkSharingResult& result);
/// One row a proposal and actor concerned: what it asks of the actor, by itself. Meetings and minutes are
/// null where schedule or length of a meeting do not tell.
[[nodiscard]] Table work_sharing_costs(const ActorNetwork& network, const WorkSharingResult& result);
/// One row a chosen proposal, in the order in which to do them, with what it comes to after those before it.
[[nodiscard]] Table work_sharing_chosen(const ActorNetwork& network, const WorkSharingResult& result);
/// One row a sector: what the chosen proposals ask of its actors.
[[nodiscard]] Table work_sharing_sectors(const ActorNetwork& network, const WorkSharingResult& result);

/// One row an actor, theme and month with activities, sorted so.
[[nodiscard]] Table overview_cells(const ActorNetwork& network, const OverviewMatrix& result);
/// One row a theme and month: all actors together, and people in need where a coverage was at hand.
[[nodiscard]] Table overview_themes(const ActorNetwork& network, const OverviewMatrix& result);

} // namespace samspill
