#include "cluster_judge.hpp"

#include <samspill/core/checked.hpp>

#include "../model/actor_chains.hpp"
#include "need_verdict.hpp"

#include <algorithm>
#include <cstddef>

namespace samspill::detail {
namespace {

void keep_each_once(std::vector<std::uint32_t>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

} // namespace

ClusterJudge::ClusterJudge(const ActorNetwork& network, const MatchOptions& match, double backup_share,
                           RunControl* control)
    : network_{network}, backup_share_{backup_share}, eligibility_{network, match, control},
      need_classes_{eligibility_.graph()}, houses_{houses_of(network.actors())} {}

DuplicateCluster ClusterJudge::judged(const std::vector<ActivityId>& members) const {
    const ActivityColumns& offers = network_.activities();
    DuplicateCluster cluster;
    cluster.theme = offers.theme[members.front().position()];
    cluster.activities = members;
    IndependentSeats independent;
    for (const ActivityId activity : members) {
        const Count seats = offers.capacity[activity.position()];
        cluster.capacity = checked_add(cluster.capacity, seats.value_or(0));
        cluster.capacity_unknown += seats.is_known() ? 0 : 1;
        independent.add(houses_[offers.actor[activity.position()].position()], seats);
    }
    for (const std::uint32_t k : classes_served_by(members)) {
        for (const NeedId need : eligibility_.members(k)) {
            const Count people = network_.needs().people[need.position()];
            cluster.needs.push_back(need);
            cluster.people = checked_add(cluster.people, people.value_or(0));
            cluster.needs_unknown += people.is_known() ? 0 : 1;
        }
    }
    std::sort(cluster.needs.begin(), cluster.needs.end());
    const NeedVerdict verdict = judge({.seats = cluster.capacity,
                                       .seats_unknown = cluster.capacity_unknown,
                                       .people = cluster.people,
                                       .needs = static_cast<std::int64_t>(cluster.needs.size()),
                                       .needs_unknown = cluster.needs_unknown,
                                       .independent = independent.are_independent()},
                                      backup_share_);
    cluster.verdict = verdict.verdict;
    cluster.surplus = verdict.surplus;
    return cluster;
}

/// Need classes that at least one of the activities can serve, ascending.
std::vector<std::uint32_t> ClusterJudge::classes_served_by(const std::vector<ActivityId>& members) const {
    std::vector<std::uint32_t> offers;
    offers.reserve(members.size());
    for (const ActivityId activity : members) {
        offers.push_back(eligibility_.offer_class_of(activity));
    }
    keep_each_once(offers);
    std::vector<std::uint32_t> classes;
    for (const std::uint32_t offer : offers) {
        const auto begin = need_classes_.left.begin();
        classes.insert(classes.end(), begin + need_classes_.begin[offer],
                       begin + need_classes_.begin[offer + std::size_t{1}]);
    }
    keep_each_once(classes);
    return classes;
}

} // namespace samspill::detail
