// Who could do what instead of doing the same?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/duplication_result.hpp>
#include <samspill/result/work_sharing_result.hpp>

#include <cstddef>

namespace samspill {

/// Which kinds of proposals are made.
struct SharingKinds {
    bool move = true;
    bool join_forces = true;
    bool alternate_weeks = true;
};

struct WorkSharingOptions {
    SharingKinds kinds{};
    bool include_backup = false; ///< true makes proposals for clusters that are a wanted reserve too
    /// What activities that do not state their seats can take. `unbounded` sees no gap where one of them
    /// fits.
    UnknownSeats unknown_seats = UnknownSeats::none;
    int most_changes = 2; ///< conditions (area, months, language) that a move may change, 1 or 2
    /// Gaps of a theme that activities are compared with, those of most people first; at least 1.
    std::size_t most_gaps = 256;
    /// Moves that are valued for each cluster, and as many pairs of activities for each other kind; at
    /// least 1.
    std::size_t most_candidates = 16;
    std::size_t most_proposals = 1'000; ///< best proposals that are kept and chosen from; at least 1
};

/// Makes proposals for the clusters whose verdict is `surplus`, values each by maximum flow on the network,
/// and chooses a set that is balanced between municipal actors and civil society (docs/methods/work_sharing).
///
/// - move: seats without which as many people are covered serve a gap instead, a need of the same theme of
///   which some people go without, under one or two changed conditions. As many seats go as reach somebody.
///   An activity whose seats are all spare, and none held, goes as a whole.
/// - join forces: the activity with more free seats (of equal ones either) stays, with as many more seats as
///   keep the people covered in all; the other goes.
/// - alternate weeks: of two activities that meet every week, each meets every other week, for the people
/// whom
///   both can serve, with the seats of the smaller one; only when as many people are covered in all.
///
/// Statutory tasks and mandated activities are never touched; activities of which seats are held neither
/// leave, join nor alternate; activities of unknown seats neither.
///
/// The choice takes the proposal with most people, again and again, each activity once, values anew after
/// each choice; among equals first what evens out the seats given up by both sides, then most freed seats,
/// then the order of the proposals. It ends when no proposal is left that loses nobody.
///
/// A network without surplus gives no proposals.
/// @throws MissingTable without needs or activities; InvalidArgument for options out of range and when
/// `duplication` is of another network; Cancelled when `control` asks to stop
/// Cost: one maximum flow; for each activity with spare seats the conditions of `most_gaps` gaps; for each
/// candidate the people who have to move.
[[nodiscard]] WorkSharingResult work_sharing(const CoverageModel& model, const DuplicationResult& duplication,
                                             const WorkSharingOptions& options = {},
                                             RunControl* control = nullptr);

} // namespace samspill
