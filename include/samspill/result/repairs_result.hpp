// What would mend coverage: candidates, the best of them within a budget, and how good it could get.
#pragma once

#include <samspill/core/age_range.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

enum class RepairKind : std::uint8_t {
    tell,       ///< a referrer hears of an offer
    open,       ///< an offer is opened to people it turns away for one reason, and their referrers hear of it
    add_seats,  ///< an offer gets more seats
    move_seats, ///< seats that nobody needs go to an offer where they are missing
    invite,     ///< an actor does somewhere else what it does already, and the referrers hear of it
};
[[nodiscard]] std::string_view to_string(RepairKind kind) noexcept;

/// The one thing about an offer that `open` changes.
enum class OpenedTo : std::uint8_t { nothing, target_group, area, period, language, ages, cost, access };
[[nodiscard]] std::string_view to_string(OpenedTo opened) noexcept;

/// One thing somebody could do. Fields that its kind does not use are none or 0.
struct Repair {
    RepairKind kind = RepairKind::tell;
    ActivityId activity;       ///< the offer that changes; for `invite` the one the actor has elsewhere
    ActivityId from;           ///< move_seats: where the seats come from
    ActorId actor;             ///< who would have to act: the offer's actor; for `tell` the referrer
    std::vector<ActorId> told; ///< referrers who hear of the offer and did not know it; ascending
    OpenedTo opened = OpenedTo::nothing;
    TermId target_group;
    AreaId area; ///< open, invite: where it is offered from then on
    MonthInterval period{};
    TermId language;
    AgeRange ages{};
    std::optional<double> cost; ///< the price for a participant from then on
    std::vector<TermId> access; ///< what is provided in addition
    std::int64_t seats = 0;     ///< add_seats, move_seats, invite
    std::vector<NeedId> needs;  ///< needs that may use the offer then and could not before; ascending
    double effort = 1.0;
    std::int64_t people = 0; ///< reached by this repair alone, recomputed on the network

    [[nodiscard]] double people_per_effort() const noexcept { return static_cast<double>(people) / effort; }
};

/// One step of a choice; more than one repair where they help only together.
struct ChosenStep {
    std::vector<std::size_t> repairs; ///< positions in RepairsResult::repairs
    std::int64_t people = 0;          ///< reached in addition to the steps before
    double effort = 0.0;
};

/// At most so many people by so much effort.
struct EffortCorner {
    double effort = 0.0;
    double people = 0.0;
};

/// The best set, from a mixed-integer program, revalued on the network.
struct ExactRepairs {
    std::vector<std::size_t> repairs; ///< positions in RepairsResult::repairs, ascending
    std::int64_t people = 0;
    double effort = 0.0;
    bool proved = false;             ///< false: the solver was stopped
    std::int64_t people_at_most = 0; ///< no set within the budget reaches more
};

/// The piece of knowledge that would cover most people of one referrer.
struct MissingKnowledge {
    ActorId entry_point;
    std::size_t repair = 0; ///< position in RepairsResult::repairs
};

/// Result of repairs(). All people are those covered by offers that their referrers can find.
struct RepairsResult {
    Provenance provenance;
    std::int64_t people_counted = 0; ///< in needs of known size
    std::int64_t covered = 0;        ///< of them, before any repair
    std::vector<Repair> repairs;     ///< most people per effort first; then more people, then by ids
    std::size_t considered = 0;      ///< candidates that were looked at
    bool all_considered = true;      ///< false: the limit of candidates was reached
    double budget = 0.0;
    std::vector<ChosenStep> chosen; ///< greedy, in the order in which to do them
    std::int64_t chosen_people = 0;
    double chosen_effort = 0.0;
    std::int64_t people_at_most =
        0;                      ///< linear relaxation: no set of `repairs` within the budget reaches more
    bool bound_complete = true; ///< false: the relaxation was not solved to its end; still a bound
    std::vector<EffortCorner> curve; ///< the bound for every budget, from (0, 0)
    std::optional<ExactRepairs> exact;
    std::vector<MissingKnowledge> knowledge; ///< by entry point; those for whom some `tell` reaches anybody
};

} // namespace samspill
