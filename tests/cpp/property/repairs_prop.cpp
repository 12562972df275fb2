// What repairs promise against the coverage of the network in which they were carried out.
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/repairs.hpp>
#include <samspill/model/network_edit.hpp>

#include "../support/random_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <optional>
#include <string>

namespace samspill {
namespace {

using testing_support::random_rows;

/// One step of knowledge, so that telling somebody tells nobody else.
constexpr int steps = 1;

/// People covered by known offers, unknown seats being none and needs without referrer finding nothing.
std::int64_t covered(const ActorNetwork& network) {
    const CoverageResult result = coverage(network, {.awareness_steps = steps});
    return std::llround(static_cast<double>(result.totals.sums.people) - result.cascade.least.gap);
}

std::string id(const ActorNetwork& network, ActivityId activity) {
    return std::string{network.text(network.activities().id[activity.position()])};
}

std::optional<ActorNetwork> carried_out(const ActorNetwork& network, const Repair& repair) {
    const auto more_seats = [&](const ActorNetwork& to, ActivityId activity, std::int64_t seats) {
        const Count before = network.activities().capacity[activity.position()];
        return with_capacity(to, activity, before.value() + seats);
    };
    if (repair.kind == RepairKind::tell) {
        const std::string source{network.text(network.actors().id[repair.actor.position()])};
        return with_tie(
            network,
            {.source = source, .target = id(network, repair.activity), .relation = Relation::awareness});
    }
    if (repair.kind == RepairKind::add_seats) {
        const std::size_t j = repair.activity.position();
        const auto in_use = network.activities().in_use[j].value_or(0);
        if (in_use > network.activities().capacity[j].value()) {
            return std::nullopt; // more seats first make up for those that are taken twice
        }
        return more_seats(network, repair.activity, repair.seats);
    }
    return std::nullopt;
}

RC_GTEST_PROP(RepairsProp, ReachWhomTheyPromise, ()) {
    const ActorNetwork network = random_rows().build();
    const RepairsResult result = repairs(network, {.awareness_steps = steps, .budget = 6.0}).result;
    RC_ASSERT(result.covered == covered(network));
    RC_ASSERT(result.chosen_people <= result.people_at_most);
    RC_ASSERT(result.chosen_people <= result.people_counted - result.covered);
    for (const Repair& repair : result.repairs) {
        RC_ASSERT(repair.people >= 0);
        if (const auto edited = carried_out(network, repair)) {
            RC_ASSERT(covered(*edited) == result.covered + repair.people);
        }
    }
}

} // namespace
} // namespace samspill
