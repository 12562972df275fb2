// Private to analysis: which proposals of work sharing are worth valuing.
#pragma once

#include <samspill/analysis/work_sharing.hpp>

#include "sharing_values.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace samspill::detail {

/// Proposals without their values, for one cluster after the other.
class SharingCandidates {
public:
    /// Everything handed in must outlive the object. `values` must show the network as it is.
    SharingCandidates(const CoverageModel& model, const WorkSharingOptions& options, SharingValues& values);

    [[nodiscard]] std::vector<SharingProposal> of(const DuplicateCluster& cluster);
    /// True once a limit left something out.
    [[nodiscard]] bool reached_limit() const noexcept { return reached_limit_; }

private:
    struct NearGap;

    [[nodiscard]] std::vector<NearGap> near_gaps(const DuplicateCluster& cluster);
    void add_near_gaps(ActivityId activity, std::vector<NearGap>& near);
    [[nodiscard]] ChangedConditions changes_for(ActivityId activity, NeedId gap) const;
    void add_moves(const DuplicateCluster& cluster, std::vector<SharingProposal>& made);
    void add_joins(const DuplicateCluster& cluster, std::vector<SharingProposal>& made);
    void add_alternate_weeks(const DuplicateCluster& cluster, std::vector<SharingProposal>& made);
    template <class Make>
    void for_each_pair(const std::vector<ActivityId>& activities, Make make);

    const CoverageModel& model_;
    const ActorNetwork& network_;
    const WorkSharingOptions& options_;
    SharingValues& values_;
    std::map<TermId, std::vector<std::uint32_t>> gaps_; // need classes of each theme, most people first
    bool reached_limit_ = false;
};

} // namespace samspill::detail
