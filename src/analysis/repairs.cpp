#include <samspill/analysis/repairs.hpp>

#include <samspill/core/error.hpp>
#include <samspill/graph/changing_flow.hpp>
#include <samspill/graph/fair_allocation.hpp>
#include <samspill/graph/repair_choice.hpp>
#include <samspill/graph/repair_exact.hpp>

#include "../detail/options_echo.hpp"
#include "repair_candidates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>

namespace samspill {
namespace {

void check(const ActorNetwork& network, const RepairOptions& options) {
    for (const TableName table : {TableName::needs, TableName::activities}) {
        if (!network.has(table)) {
            throw MissingTable{"repairs need the table " + std::string{to_string(table)}};
        }
    }
    if (!(options.budget >= 0.0)) {
        throw InvalidArgument{"budget must be 0 or more"};
    }
    const RepairEfforts& efforts = options.efforts;
    for (const double effort :
         {efforts.tell, efforts.open, efforts.add_seats, efforts.move_seats, efforts.invite}) {
        if (!(effort > 0.0) || !std::isfinite(effort)) {
            throw InvalidArgument{"efforts must be finite and above 0"};
        }
    }
    if (!(efforts.seat >= 0.0) || !std::isfinite(efforts.seat)) {
        throw InvalidArgument{"the effort of a seat must be finite and 0 or more"};
    }
}

class Repairs {
public:
    Repairs(const ActorNetwork& network, const RepairOptions& options, RunControl* control)
        : options_{options}, control_{control}, model_{network, options.match, options.awareness_steps,
                                                       control, OfferClasses::single} {}

    RepairPlan run() && {
        RepairPlan plan;
        plan.result.provenance = detail::provenance_of("repairs", model_.network());
        make_candidates(plan);
        const PreparedRepairs prepared{plan.problem, control_};
        choose(prepared, plan.result);
        if (options_.exact) {
            solve(prepared, plan.result);
        }
        name_missing_knowledge(plan.result);
        echo_options(plan.result.provenance);
        return plan;
    }

private:
    void make_candidates(RepairPlan& plan) {
        AllocationProblem problem = model_.known_problem(options_.reading);
        const Allocation allocation = allocate_fairly(problem, control_);
        ChangingFlow flow{problem.graph, problem.people, problem.capacity, control_};
        detail::RepairCandidates candidates{model_, options_, allocation.share, flow, control_};
        std::vector<detail::CandidateRepair> made = candidates.make();
        plan.result.people_counted = model_.people_counted();
        plan.result.covered = flow.total();
        plan.result.considered = made.size();
        plan.result.all_considered = !candidates.reached_limit();
        plan.problem.graph = std::move(problem.graph);
        plan.problem.people = std::move(problem.people);
        plan.problem.seats = std::move(problem.capacity);
        rank(plan, std::move(made));
    }

    /// Values every candidate alone and sorts them. They were made in the order of kinds and ids, so a stable
    /// sort breaks ties by those.
    void rank(RepairPlan& plan, std::vector<detail::CandidateRepair> made) const {
        for (const detail::CandidateRepair& candidate : made) {
            plan.problem.candidates.push_back(candidate.change);
        }
        const std::vector<std::int64_t> people = people_gained_by_each(plan.problem, control_);
        for (std::size_t k = 0; k < made.size(); ++k) {
            made[k].repair.people = people[k];
        }
        std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) {
            const double a_quotient = a.repair.people_per_effort();
            const double b_quotient = b.repair.people_per_effort();
            return a_quotient != b_quotient ? a_quotient > b_quotient : a.repair.people > b.repair.people;
        });
        plan.problem.candidates.clear();
        for (detail::CandidateRepair& candidate : made) {
            plan.problem.candidates.push_back(std::move(candidate.change));
            plan.result.repairs.push_back(std::move(candidate.repair));
        }
    }

    void choose(const PreparedRepairs& prepared, RepairsResult& result) const {
        const RepairLimits limits{.budget = options_.budget};
        const RepairChoice choice = choose_greedily(prepared, limits, {}, control_);
        for (const RepairStep& step : choice.steps) {
            result.chosen.push_back(
                {{step.candidates.begin(), step.candidates.end()}, step.people, step.effort});
        }
        result.budget = options_.budget;
        result.chosen_people = choice.people;
        result.chosen_effort = choice.effort;
        const RepairBound bound = bound_repairs(prepared, limits, {}, control_);
        result.people_at_most = bound.people;
        result.bound_complete = bound.complete;
        for (const EffortPoint& point : bound.curve) {
            result.curve.push_back({point.effort, point.people});
        }
    }

    void solve(const PreparedRepairs& prepared, RepairsResult& result) const {
        const ExactChoice exact = choose_exactly(prepared, {.budget = options_.budget}, {}, control_);
        result.exact = ExactRepairs{{exact.chosen.begin(), exact.chosen.end()},
                                    exact.people,
                                    exact.effort,
                                    exact.proved,
                                    exact.people_at_most};
    }

    /// Of the `tell` repairs of one referrer the first that reaches most people by itself.
    static void name_missing_knowledge(RepairsResult& result) {
        std::map<ActorId, std::size_t> best;
        for (std::size_t k = 0; k < result.repairs.size(); ++k) {
            const Repair& repair = result.repairs[k];
            if (repair.kind != RepairKind::tell || repair.people == 0) {
                continue;
            }
            const auto [entry, is_new] = best.try_emplace(repair.actor, k);
            if (!is_new && repair.people > result.repairs[entry->second].people) {
                entry->second = k;
            }
        }
        for (const auto& [entry_point, repair] : best) {
            result.knowledge.push_back({entry_point, repair});
        }
    }

    void echo_options(Provenance& provenance) const {
        const auto number = [](double value) { return detail::text_of(value); };
        const auto flag = [](bool value) { return std::string{value ? "true" : "false"}; };
        detail::echo(provenance, options_.match);
        detail::echo(provenance, "awareness_steps", std::to_string(options_.awareness_steps));
        detail::echo(provenance, "unknown_seats",
                     options_.reading.seats == UnknownSeats::none ? "none" : "unbounded");
        detail::echo(provenance, "unasked_find",
                     options_.reading.unasked == UnaskedFind::nothing ? "nothing" : "everything");
        detail::echo(provenance, "budget", number(options_.budget));
        detail::echo(provenance, "most_candidates", std::to_string(options_.most_candidates));
        detail::echo(provenance, "exact", flag(options_.exact));
        const RepairKinds& kinds = options_.kinds;
        detail::echo(provenance, "kinds.tell", flag(kinds.tell));
        detail::echo(provenance, "kinds.open", flag(kinds.open));
        detail::echo(provenance, "kinds.add_seats", flag(kinds.add_seats));
        detail::echo(provenance, "kinds.move_seats", flag(kinds.move_seats));
        detail::echo(provenance, "kinds.invite", flag(kinds.invite));
        const RepairEfforts& efforts = options_.efforts;
        detail::echo(provenance, "efforts.tell", number(efforts.tell));
        detail::echo(provenance, "efforts.open", number(efforts.open));
        detail::echo(provenance, "efforts.add_seats", number(efforts.add_seats));
        detail::echo(provenance, "efforts.move_seats", number(efforts.move_seats));
        detail::echo(provenance, "efforts.invite", number(efforts.invite));
        detail::echo(provenance, "efforts.seat", number(efforts.seat));
    }

    const RepairOptions& options_;
    RunControl* control_;
    CoverageModel model_;
};

} // namespace

RepairPlan repairs(const ActorNetwork& network, const RepairOptions& options, RunControl* control) {
    check(network, options);
    return Repairs{network, options, control}.run();
}

} // namespace samspill
