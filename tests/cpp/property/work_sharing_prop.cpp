// What work sharing promises against the networks in which it was carried out.
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/work_sharing.hpp>
#include <samspill/graph/bipartite_flow.hpp>
#include <samspill/io/sharing_tables.hpp>
#include <samspill/model/network_edit.hpp>

#include "../support/random_network.hpp"
#include "../support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using testing_support::below;
using testing_support::id;
using testing_support::Rows;

/// Small numbers are the likelier ones. Few places, months and languages, many actors and more seats than
/// needed, so that surplus is common.
Rows surplus_rows() {
    Rows rows;
    for (int k = 0; k < 3; ++k) {
        rows.areas.push_back({.id = id("area", k), .parent = k > 0 && below(2) == 0 ? "area0" : ""});
    }
    const int actors = 2 + below(4);
    for (int k = 0; k < actors; ++k) {
        rows.actors.push_back({.id = id("actor", k), .sector = static_cast<Sector>(below(5))});
    }
    constexpr std::array<MonthInterval, 4> periods{MonthInterval{}, MonthInterval{}, MonthInterval{0, 2},
                                                   MonthInterval{2, 4}};
    const auto any_period = [&] { return periods[static_cast<std::size_t>(below(4))]; };
    const int needs = 2 + below(5);
    for (int k = 0; k < needs; ++k) {
        rows.needs.push_back({.id = id("need", k),
                              .theme = below(9) == 8 ? "theme1" : "theme0",
                              .area = below(9) == 8 ? "" : id("area", 2 - below(3)),
                              .language = below(2) == 0 ? "" : id("language", below(2)),
                              .period = any_period(),
                              .people = below(16) == 15 ? Count::unknown() : Count{1 + below(6)}});
    }
    const int activities = 3 + below(5);
    for (int k = 0; k < activities; ++k) {
        rows.activities.push_back(
            {.id = id("offer", k),
             .actor = id("actor", below(actors)),
             .kind = below(9) == 8 ? ActivityKind::statutory_task : ActivityKind::offer,
             .theme = below(9) == 8 ? "theme1" : "theme0",
             .areas = below(9) == 8 ? std::vector<std::string>{} : std::vector{id("area", 1 - below(2))},
             .languages =
                 below(3) < 2 ? std::vector{id("language", 0)} : testing_support::some("language", 2),
             .period = any_period(),
             .schedule = below(3) == 2 ? "" : "FREQ=WEEKLY",
             .capacity = below(12) == 11 ? Count::unknown() : Count{4 + below(10)},
             .in_use = below(4) == 3 ? Count{below(3)} : Count::unknown()});
    }
    return rows;
}

struct Study {
    Rows rows = surplus_rows();
    MatchOptions match{.period = below(2) == 0 ? OverlapRule::any : OverlapRule::whole,
                       .unstated = below(3) == 0 ? UnstatedRule::reject : UnstatedRule::accept};
    OfferClasses classes = below(2) == 0 ? OfferClasses::alike : OfferClasses::single;
    CoverageModel model{rows.build(), match, 0, nullptr, classes};
    DuplicationResult duplicates = duplication(model.network(), {.backup_share = 0.0, .match = match});
    WorkSharingOptions options{.include_backup = true,
                               .unknown_seats = below(2) == 0 ? UnknownSeats::none : UnknownSeats::unbounded,
                               .most_candidates = 1000};

    [[nodiscard]] WorkSharingResult result() const { return work_sharing(model, duplicates, options); }

    [[nodiscard]] std::int64_t total(const AllocationProblem& problem) const {
        StageTicker ticker{nullptr, "", 0};
        const BipartiteFlow<std::int64_t> flow{problem.graph, problem.people, problem.capacity, ticker};
        return std::accumulate(problem.people.begin(), problem.people.end(), std::int64_t{0}) -
               std::accumulate(flow.unsent().begin(), flow.unsent().end(), std::int64_t{0});
    }
    /// People of known number whom a maximum flow from scratch covers.
    [[nodiscard]] std::int64_t covered(const ActorNetwork& network) const {
        const CoverageModel changed{network, match, 0, nullptr, OfferClasses::single};
        AllocationProblem problem = changed.nominal_problem(options.unknown_seats);
        for (std::uint32_t k = 0; k < problem.people.size(); ++k) {
            problem.people[k] = changed.is_counted(k) ? problem.people[k] : 0;
        }
        return total(problem);
    }
    [[nodiscard]] std::string text(ActivityId activity) const {
        return std::string{model.network().text(model.network().activities().id[activity.position()])};
    }
    [[nodiscard]] const Activity& row(ActivityId activity) const {
        return *std::find_if(rows.activities.begin(), rows.activities.end(),
                             [&](const Activity& one) { return one.id == text(activity); });
    }
    [[nodiscard]] Activity changed_row(ActivityId activity, const ChangedConditions& changed,
                                       std::int64_t seats) const {
        Activity moved = row(activity);
        moved.id += " moved";
        moved.capacity = seats;
        moved.in_use = Count::unknown();
        const ActorNetwork& network = model.network();
        if (!changed.area.is_none()) {
            moved.areas = {std::string{network.text(network.areas().id[changed.area.position()])}};
        }
        if (changed.period) {
            moved.period = *changed.period;
        }
        if (!changed.language.is_none()) {
            moved.languages = {std::string{network.text(changed.language)}};
        }
        return moved;
    }
    /// The network after a move or a join; ids are looked up by their texts because edits shift them.
    [[nodiscard]] ActorNetwork carried_out(const ActorNetwork& network, const SharingProposal& proposal,
                                           const SharingValue& value) const {
        const ActivityId first = network.find_activity(text(proposal.activity));
        if (proposal.kind == SharingKind::join_forces) {
            const ActorNetwork without = without_activity(network, first);
            return with_capacity(without, without.find_activity(text(proposal.other)), value.seats);
        }
        const Count seats = network.activities().capacity[first.position()];
        const Activity moved = changed_row(proposal.activity, proposal.changed, value.seats);
        return with_activity(value.whole ? without_activity(network, first)
                                         : with_capacity(network, first, seats.value() - value.seats),
                             moved);
    }
    /// True when a seat for people of this need alone would cover one person more.
    [[nodiscard]] bool is_gap(NeedId need) const {
        AllocationProblem problem = model.nominal_problem(options.unknown_seats);
        const std::int64_t before = total(problem);
        const std::uint32_t k = model.eligibility().class_of(need);
        if (!model.is_counted(k)) {
            return false;
        }
        problem.graph.target.insert(problem.graph.target.begin() + problem.graph.begin[k + 1],
                                    problem.graph.right_vertices);
        for (std::uint32_t later = k + 1; later <= problem.graph.left_vertices(); ++later) {
            ++problem.graph.begin[later];
        }
        ++problem.graph.right_vertices;
        problem.capacity.push_back(1);
        return total(problem) > before;
    }
    /// The flow in which two activities give way to one for the needs that both fit.
    [[nodiscard]] std::int64_t covered_in_alternate_weeks(const SharingProposal& proposal) const {
        const CoverageModel each{model.network(), match, 0, nullptr, OfferClasses::single};
        AllocationProblem problem = each.nominal_problem(options.unknown_seats);
        const std::uint32_t a = each.eligibility().offer_class_of(proposal.activity);
        const std::uint32_t b = each.eligibility().offer_class_of(proposal.other);
        BipartiteGraph graph;
        graph.right_vertices = problem.graph.right_vertices + 1;
        for (std::uint32_t k = 0; k < problem.graph.left_vertices(); ++k) {
            const auto targets = problem.graph.targets_of(k);
            graph.target.insert(graph.target.end(), targets.begin(), targets.end());
            if (std::count(targets.begin(), targets.end(), a) +
                    std::count(targets.begin(), targets.end(), b) ==
                2) {
                graph.target.push_back(problem.graph.right_vertices);
            }
            graph.begin.push_back(graph.arcs());
        }
        problem.graph = std::move(graph);
        problem.capacity.push_back(std::min(problem.capacity[a], problem.capacity[b]));
        problem.capacity[a] = 0;
        problem.capacity[b] = 0;
        return total(problem);
    }
};

RC_GTEST_PROP(WorkSharingProp, EveryProposalReachesWhomItPromises, ()) {
    const Study study;
    const WorkSharingResult result = study.result();
    RC_ASSERT(result.covered == study.covered(study.model.network()));
    RC_CLASSIFY(!result.proposals.empty());
    RC_CLASSIFY(!result.proposals.empty() && result.proposals.front().kind == SharingKind::move);
    for (const SharingProposal& proposal : result.proposals) {
        const bool weeks = proposal.kind == SharingKind::alternate_weeks;
        const std::int64_t after =
            weeks ? study.covered_in_alternate_weeks(proposal)
                  : study.covered(study.carried_out(study.model.network(), proposal, proposal.value));
        RC_ASSERT(after - result.covered == proposal.value.people);
        RC_ASSERT(proposal.value.people >= (proposal.kind == SharingKind::move ? 1 : 0));
        RC_ASSERT(proposal.value.seats_freed >= 0);
    }
}

RC_GTEST_PROP(WorkSharingProp, TheChosenOnesTogetherReachWhomTheyPromise, ()) {
    Study study;
    study.options.kinds.alternate_weeks = false;
    const WorkSharingResult result = study.result();
    ActorNetwork network = study.model.network();
    std::vector<ActivityId> used;
    std::int64_t people = 0;
    for (const ChosenSharing& chosen : result.chosen) {
        const SharingProposal& proposal = result.proposals[chosen.proposal];
        network = study.carried_out(network, proposal, chosen.value);
        people += chosen.value.people;
        RC_ASSERT(study.covered(network) == result.covered + people);
        used.push_back(proposal.activity);
        if (!proposal.other.is_none()) {
            used.push_back(proposal.other);
        }
    }
    RC_CLASSIFY(result.chosen.size() > 1);
    RC_ASSERT(people == result.chosen_people);
    std::sort(used.begin(), used.end());
    RC_ASSERT(std::adjacent_find(used.begin(), used.end()) == used.end());
}

/// Most seats without which as many people are covered.
std::int64_t spare_by_trial(const Study& study, ActivityId activity) {
    const ActorNetwork& network = study.model.network();
    const std::int64_t free = network.activities().free_seats(activity).value();
    const std::int64_t capacity = network.activities().capacity[activity.position()].value();
    std::int64_t spare = 0;
    while (spare < free &&
           study.covered(with_capacity(network, activity, capacity - spare - 1)) == study.covered(network)) {
        ++spare;
    }
    return spare;
}

/// What a need asks for that the activity does not give; nothing where other conditions keep it out too.
ChangedConditions changes_by_hand(const Study& study, ActivityId activity, NeedId need) {
    const ActorNetwork& network = study.model.network();
    const NeedColumns& needs = network.needs();
    ChangedConditions changed;
    const ConditionCheck check = conditions(network, activity, need, study.match);
    const auto fails = [&](Condition condition) {
        return check.failed.contains(condition) ||
               (study.match.unstated == UnstatedRule::reject && check.unstated.contains(condition));
    };
    if (fails(Condition::theme)) { // these studies know no other condition than the three below
        return {};
    }
    if (fails(Condition::area)) {
        changed.area = needs.area[need.position()];
    }
    if (fails(Condition::period)) {
        changed.period = needs.period[need.position()];
    }
    if (fails(Condition::language)) {
        changed.language = needs.language[need.position()];
    }
    return changed;
}

RC_GTEST_PROP(WorkSharingProp, MovesAreAllThatTryingFinds, ()) {
    Study study;
    study.options.kinds = {.join_forces = false, .alternate_weeks = false};
    const WorkSharingResult result = study.result();
    const ActorNetwork& network = study.model.network();
    std::map<std::pair<ActivityId, ChangedConditions>, std::int64_t> expected;
    for (const DuplicateCluster& cluster : study.duplicates.clusters) {
        if (cluster.verdict != Verdict::surplus) { // a backup_share of 0 leaves no backup
            continue;
        }
        for (const ActivityId activity : cluster.activities) {
            const Activity& row = study.row(activity);
            if (row.kind == ActivityKind::statutory_task || !row.capacity.is_known()) {
                continue;
            }
            const std::int64_t spare = spare_by_trial(study, activity);
            for (std::uint32_t n = 0; n < network.needs().size(); ++n) {
                const ChangedConditions changed = changes_by_hand(study, activity, NeedId{n});
                if (changed.size() == 0 || changed.size() > 2 || spare == 0 || !study.is_gap(NeedId{n})) {
                    continue;
                }
                const ActorNetwork moved =
                    with_activity(with_capacity(network, activity, row.capacity.value() - spare),
                                  study.changed_row(activity, changed, spare));
                const std::int64_t gained = study.covered(moved) - study.covered(network);
                if (gained > 0) {
                    expected[{activity, changed}] = gained;
                }
            }
        }
    }
    std::map<std::pair<ActivityId, ChangedConditions>, std::int64_t> found;
    for (const SharingProposal& proposal : result.proposals) {
        found[{proposal.activity, proposal.changed}] = proposal.value.people;
    }
    RC_ASSERT(found.size() == result.proposals.size());
    RC_CLASSIFY(found.size() > 1);
    RC_ASSERT(found == expected);
}

RC_GTEST_PROP(WorkSharingProp, TheOrderOfRowsChangesNothing, ()) {
    const Study study;
    const ActorNetwork reversed = study.rows.shuffled().build();
    const CoverageModel model{reversed, study.match, 0, nullptr, study.classes};
    const WorkSharingResult a = study.result();
    const WorkSharingResult b = work_sharing(
        model, duplication(reversed, {.backup_share = 0.0, .match = study.match}), study.options);
    const ActorNetwork& network = study.model.network();
    RC_ASSERT(test::same_table(work_sharing_proposals(network, a), work_sharing_proposals(reversed, b)));
    RC_ASSERT(test::same_table(work_sharing_costs(network, a), work_sharing_costs(reversed, b)));
    RC_ASSERT(test::same_table(work_sharing_chosen(network, a), work_sharing_chosen(reversed, b)));
    RC_ASSERT(test::same_table(work_sharing_sectors(network, a), work_sharing_sectors(reversed, b)));
}

} // namespace
} // namespace samspill
