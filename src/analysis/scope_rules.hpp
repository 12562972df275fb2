// Private to analysis: the scope of two activities, and of all pairs of a cluster without going through them.
#pragma once

#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_scope.hpp>

#include <vector>

namespace samspill::detail {

/// The scope of two activities, by the rules of duplication_scope().
class ScopeRules {
public:
    ScopeRules(const ActorNetwork& network, const std::vector<ActivitySetting>& settings)
        : network_{network}, settings_{settings} {}

    [[nodiscard]] PairScope operator()(ActivityId a, ActivityId b) const {
        const ActivitySetting& first = settings_[a.position()];
        const ActorId common = common_actor(first, settings_[b.position()]);
        const DuplicationScope apart = of_two_organisations(a, b);
        if (common.is_none() || apart == DuplicationScope::between_municipalities) {
            return {apart, common};
        }
        return {inside_organisation(first.top, common), common};
    }

    /// The same as if no actor stood above both.
    [[nodiscard]] DuplicationScope of_two_organisations(ActivityId a, ActivityId b) const {
        const ActivitySetting& first = settings_[a.position()];
        const ActivitySetting& second = settings_[b.position()];
        const bool both_placed = !first.municipality.is_none() && !second.municipality.is_none();
        if (both_placed && first.municipality != second.municipality) {
            return DuplicationScope::between_municipalities;
        }
        if (first.above_municipality || second.above_municipality) {
            return DuplicationScope::above_municipality;
        }
        return both_placed ? inside_municipality(a, b) : DuplicationScope::unknown;
    }

    [[nodiscard]] const ActivitySetting& setting(ActivityId activity) const {
        return settings_[activity.position()];
    }
    [[nodiscard]] Sector sector(ActivityId activity) const {
        return network_.actors().sector[network_.activities().actor[activity.position()].position()];
    }

private:
    static ActorId common_actor(const ActivitySetting& a, const ActivitySetting& b) {
        if (a.top != b.top) {
            return ActorId::none();
        }
        const bool same_department = !a.department.is_none() && a.department == b.department;
        return same_department ? a.department : a.top;
    }
    [[nodiscard]] DuplicationScope inside_organisation(ActorId top, ActorId common) const {
        if (network_.actors().sector[top.position()] != Sector::municipal) {
            return DuplicationScope::within_organisation;
        }
        return common == top ? DuplicationScope::between_departments : DuplicationScope::within_department;
    }
    [[nodiscard]] DuplicationScope inside_municipality(ActivityId a, ActivityId b) const {
        if (sector(a) != sector(b)) {
            return DuplicationScope::between_sectors_of_municipality;
        }
        return sector(a) == Sector::municipal ? DuplicationScope::between_departments
                                              : DuplicationScope::within_sector_of_municipality;
    }

    const ActorNetwork& network_;
    const std::vector<ActivitySetting>& settings_;
};

/// How many pairs the activities of a cluster, which are all of different actors, make in each scope.
/// Activities of one setting are counted together: O(n log n + (places and sectors)^2 + units of one top
/// actor^2), so that a cluster of ten thousand needs no list of its fifty million pairs.
[[nodiscard]] ClusterScope scope_of_cluster(const ScopeRules& rules,
                                            const std::vector<ActivityId>& activities);

} // namespace samspill::detail
