// Private to analysis: the sum of clusters with surplus, with every need counted once.
#pragma once

#include <samspill/core/checked.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_result.hpp>
#include <samspill/result/surplus_sums.hpp>

#include <algorithm>
#include <vector>

namespace samspill::detail {

/// Collects clusters of one network, each handed over once.
class SurplusTotal {
public:
    void add(const DuplicateCluster& cluster) {
        ++sums_.clusters;
        sums_.lower_bounds += cluster.capacity_unknown > 0 ? 1 : 0;
        sums_.seats = checked_add(sums_.seats, cluster.surplus.value_or(0));
        needs_.insert(needs_.end(), cluster.needs.begin(), cluster.needs.end());
    }

    [[nodiscard]] SurplusSums take(const ActorNetwork& network) && {
        std::sort(needs_.begin(), needs_.end());
        needs_.erase(std::unique(needs_.begin(), needs_.end()), needs_.end());
        for (const NeedId need : needs_) {
            sums_.people = checked_add(sums_.people, network.needs().people[need.position()].value_or(0));
        }
        return sums_;
    }

private:
    SurplusSums sums_;
    std::vector<NeedId> needs_;
};

} // namespace samspill::detail
