// Which activities can serve which needs, without ever forming needs x activities.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill {

/// Bipartite graph from classes of equal needs to the activities that can serve them. Needs are equal when
/// they differ in id and number of people only; all members of a class have the same eligible activities.
class Eligibility {
public:
    /// Builds the graph. Candidates are looked up by theme and area, so the work is that of the pairs that
    /// share both. @throws Cancelled when `control` asks to stop
    Eligibility(const ActorNetwork& network, const MatchOptions& options, RunControl* control = nullptr);

    [[nodiscard]] std::size_t need_classes() const noexcept { return members_begin_.size() - 1; }
    /// The class of a need.
    [[nodiscard]] std::uint32_t class_of(NeedId need) const noexcept { return class_of_[need.position()]; }
    /// Needs of a class, ascending.
    [[nodiscard]] std::span<const NeedId> members(std::uint32_t need_class) const noexcept {
        return std::span{members_}.subspan(members_begin_[need_class],
                                           members_begin_[need_class + 1] - members_begin_[need_class]);
    }
    /// Activities that can serve a class, ascending.
    [[nodiscard]] std::span<const ActivityId> activities(std::uint32_t need_class) const noexcept {
        return std::span{activities_}.subspan(arcs_begin_[need_class],
                                              arcs_begin_[need_class + 1] - arcs_begin_[need_class]);
    }
    /// The furthest stage any activity reaches for the class.
    [[nodiscard]] MatchStage best_stage(std::uint32_t need_class) const noexcept {
        return best_stage_[need_class];
    }
    /// True when some eligible activity serves the class only because it leaves an attribute open.
    [[nodiscard]] bool relies_on_unstated(std::uint32_t need_class) const noexcept {
        return relies_on_unstated_[need_class] != 0;
    }

private:
    void group_needs(const ActorNetwork& network);
    void add_class(const ActorNetwork& network, const MatchOptions& options, NeedId sample,
                   const std::optional<std::vector<ActivityId>>& candidates);

    std::vector<std::uint32_t> class_of_;
    std::vector<std::size_t> members_begin_{0};
    std::vector<NeedId> members_;
    std::vector<std::size_t> arcs_begin_{0};
    std::vector<ActivityId> activities_;
    std::vector<MatchStage> best_stage_;
    std::vector<std::uint8_t> relies_on_unstated_;
};

} // namespace samspill
