// A cluster of duplicates set against the need.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/eligibility.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/duplication_result.hpp>

#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Judges clusters of one network, which must outlive it, by methods M2.10.
class ClusterJudge {
public:
    /// Matches needs with activities. @throws Cancelled when `control` asks to stop
    ClusterJudge(const ActorNetwork& network, const MatchOptions& match, double backup_share,
                 RunControl* control);

    /// The cluster of these activities, ascending, at least one.
    [[nodiscard]] DuplicateCluster judged(const std::vector<ActivityId>& members) const;

private:
    [[nodiscard]] std::vector<std::uint32_t> classes_served_by(const std::vector<ActivityId>& members) const;

    const ActorNetwork& network_;
    double backup_share_;
    Eligibility eligibility_;
    ReversedArcs need_classes_;         // of each offer class: the eligibility graph read from the other side
    std::vector<std::uint32_t> houses_; // the topmost actor above each
};

} // namespace samspill::detail
