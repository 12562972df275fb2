// What would mend coverage most cheaply?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/graph/repair_problem.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/repairs_result.hpp>

#include <cstddef>

namespace samspill {

/// What repairs take, in a unit of the user's choice, such as hours. The defaults are choices of this project
/// without a source: telling is the unit, opening and moving take an agreement, inviting takes most.
struct RepairEfforts {
    double tell = 1.0; ///< for each referrer who is told, also when an offer is opened or somebody invited
    double open = 3.0;
    double add_seats = 2.0;
    double move_seats = 2.0;
    double invite = 6.0;
    double seat = 0.25; ///< for each seat added or invited, beside the above; moved seats are there already
};

/// Which kinds of repairs are considered.
struct RepairKinds {
    bool tell = true;
    bool open = true;
    bool add_seats = true;
    bool move_seats = true;
    bool invite = true;
};

struct RepairOptions {
    MatchOptions match{};
    int awareness_steps = 2;
    /// Unknown seats count as none and needs that nobody refers find nothing, unless told otherwise.
    Reading reading{};
    RepairKinds kinds{};
    RepairEfforts efforts{};
    double budget = 5.0; ///< largest sum of efforts, >= 0
    /// Candidates are made need by need, largest gap first, until there are so many of a kind.
    std::size_t most_candidates = 2'000;
    /// Also solve the choice exactly; for up to some hundred candidates.
    bool exact = false;
};

/// The repairs and the problem they were chosen from, for programs that solve it themselves.
struct RepairPlan {
    RepairsResult result;
    RepairProblem problem; ///< candidates in the order of result.repairs
};

/// Makes candidates out of what keeps people from being reached, values each by maximum flow on the network,
/// and chooses within the budget, greedily and with a bound (methods M4.4).
///
/// - tell X of Y: needs that X refers and Y fits, while X cannot find Y.
/// - open Y: needs that Y turns away for one reason only (target group, area, period, language, ages, price
///   or access), and all others the new opening admits.
/// - add seats to Y: as many as would be used. Not where nobody stated the seats of Y.
/// - move seats: surplus that nobody would miss, from the same actor or else from the largest surplus of the
///   theme.
/// - invite: who does it elsewhere brings as many seats as it has there.
///
/// A network without gaps gives no repairs.
/// @throws MissingTable without needs or activities; InvalidArgument for options out of range; Unavailable
/// when `exact` is asked for and HiGHS is not built in; Cancelled when `control` asks to stop
[[nodiscard]] RepairPlan repairs(const ActorNetwork& network, const RepairOptions& options = {},
                                 RunControl* control = nullptr);

} // namespace samspill
