// Which activities can serve which needs, without ever forming needs x activities.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/bipartite_graph.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

namespace detail {
class OfferIndex;
}

/// Bipartite graph from classes of equal needs to classes of equal activities. Needs are equal when they
/// differ in id, number of people, entry point and mandate only; activities when they differ in nothing that
/// a need asks for. All pairs of two classes are eligible or none is.
class Eligibility {
public:
    /// Builds the graph. Candidates are looked up by theme and area, so the work is that of the pairs of
    /// classes that share both; on large networks
    /// several threads match at once. `apart`, one number an activity or empty, keeps activities of different
    /// numbers in different classes. @throws Cancelled when `control` asks to stop
    Eligibility(const ActorNetwork& network, const MatchOptions& options, RunControl* control = nullptr,
                std::span<const std::uint32_t> apart = {});

    [[nodiscard]] std::size_t need_classes() const noexcept { return members_begin_.size() - 1; }
    /// The class of a need.
    [[nodiscard]] std::uint32_t class_of(NeedId need) const noexcept { return class_of_[need.position()]; }
    /// Needs of a class, ascending.
    [[nodiscard]] std::span<const NeedId> members(std::uint32_t need_class) const noexcept {
        return std::span{members_}.subspan(members_begin_[need_class],
                                           members_begin_[need_class + 1] - members_begin_[need_class]);
    }

    [[nodiscard]] std::size_t offer_classes() const noexcept { return offers_begin_.size() - 1; }
    /// The class of an activity.
    [[nodiscard]] std::uint32_t offer_class_of(ActivityId activity) const noexcept {
        return offer_class_of_[activity.position()];
    }
    /// Activities of an offer class, ascending; never empty.
    [[nodiscard]] std::span<const ActivityId> activities_in(std::uint32_t offer_class) const noexcept {
        return std::span{offers_}.subspan(offers_begin_[offer_class],
                                          offers_begin_[offer_class + 1] - offers_begin_[offer_class]);
    }

    /// Arcs from need classes (left) to the offer classes (right) that can serve them, ascending.
    [[nodiscard]] const BipartiteGraph& graph() const noexcept { return graph_; }
    /// Offer classes that can serve a need class, ascending.
    [[nodiscard]] std::span<const std::uint32_t> offers(std::uint32_t need_class) const noexcept {
        return graph_.targets_of(need_class);
    }
    /// Activities that can serve a need class, in the order of their classes.
    [[nodiscard]] std::vector<ActivityId> activities(std::uint32_t need_class) const;
    /// Their number. O(offer classes of the need class).
    [[nodiscard]] std::int64_t activity_count(std::uint32_t need_class) const noexcept;

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
    void group_activities(const ActorNetwork& network, std::span<const std::uint32_t> apart);
    struct Part;
    void match_class(const ActorNetwork& network, const MatchOptions& options, std::uint32_t need_class,
                     detail::OfferIndex& index, StageTicker& ticker, Part& part) const;
    void join(std::vector<Part>& parts);

    std::vector<std::uint32_t> class_of_;
    std::vector<std::size_t> members_begin_{0};
    std::vector<NeedId> members_;
    std::vector<std::uint32_t> offer_class_of_;
    std::vector<std::size_t> offers_begin_{0};
    std::vector<ActivityId> offers_;
    BipartiteGraph graph_;
    std::vector<MatchStage> best_stage_;
    std::vector<std::uint8_t> relies_on_unstated_;
};

} // namespace samspill
