#include "scope_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>

namespace samspill::detail {
namespace {

/// Activities that no rule tells apart; one of them stands for all.
struct Alike {
    ActivityId one;
    std::int64_t count = 0;
};

/// Sorts by the key and counts what has the same one.
template <class Key>
std::vector<Alike> counted(std::vector<ActivityId> activities, const Key& key) {
    std::sort(activities.begin(), activities.end(),
              [&](ActivityId a, ActivityId b) { return key(a) < key(b); });
    std::vector<Alike> groups;
    for (const ActivityId activity : activities) {
        if (groups.empty() || key(groups.back().one) != key(activity)) {
            groups.push_back({activity, 0});
        }
        ++groups.back().count;
    }
    return groups;
}

/// Calls count(a, b, pairs) for every two groups and for each with itself.
template <class Count>
void for_each_two(std::span<const Alike> groups, const Count& count) {
    for (std::size_t k = 0; k < groups.size(); ++k) {
        if (groups[k].count > 1) {
            count(groups[k].one, groups[k].one, groups[k].count * (groups[k].count - 1) / 2);
        }
        for (const Alike& other : groups.subspan(k + 1)) {
            count(groups[k].one, other.one, groups[k].count * other.count);
        }
    }
}

/// The widest scope that occurs; scopes are declared from the nearest to the widest, `unknown` last.
DuplicationScope widest(const ClusterScope& cluster) {
    for (auto scope = static_cast<std::size_t>(DuplicationScope::unknown); scope-- > 0;) {
        if (cluster.pairs[scope] > 0) {
            return static_cast<DuplicationScope>(scope);
        }
    }
    return DuplicationScope::unknown;
}

} // namespace

ClusterScope scope_of_cluster(const ScopeRules& rules, const std::vector<ActivityId>& activities) {
    ClusterScope cluster;
    const auto pairs_in = [&](DuplicationScope scope) -> std::int64_t& {
        return cluster.pairs[static_cast<std::size_t>(scope)];
    };
    const auto place = [&](ActivityId activity) {
        const ActivitySetting& setting = rules.setting(activity);
        return std::tuple{setting.municipality, setting.above_municipality, rules.sector(activity)};
    };
    // As if all were of different organisations, which then is put right for those that are not.
    for_each_two(counted(activities, place), [&](ActivityId a, ActivityId b, std::int64_t pairs) {
        pairs_in(rules.of_two_organisations(a, b)) += pairs;
    });
    const auto top_of = [&](const Alike& group) { return rules.setting(group.one).top; };
    const std::vector<Alike> units = counted(activities, [&](ActivityId activity) {
        const ActivitySetting& setting = rules.setting(activity);
        return std::tuple_cat(std::tuple{setting.top, setting.department}, place(activity));
    });
    for (auto first = units.begin(); first != units.end();) {
        const auto last = std::find_if(first, units.end(),
                                       [&](const Alike& group) { return top_of(group) != top_of(*first); });
        for_each_two({first, last}, [&](ActivityId a, ActivityId b, std::int64_t pairs) {
            pairs_in(rules.of_two_organisations(a, b)) -= pairs;
            pairs_in(rules(a, b).scope) += pairs;
        });
        first = last;
    }
    cluster.scope = widest(cluster);
    return cluster;
}

} // namespace samspill::detail
