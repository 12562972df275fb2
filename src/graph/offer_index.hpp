// Activities by theme and area, for searches that must not look at every activity.
#pragma once

#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Collects the activities of one theme in or around areas, each once a round however many of its areas
/// match. Activities are named by their position in the list that the index was made of. Copies share what
/// they look up and collect on their own, so each thread takes one.
class OfferIndex {
public:
    OfferIndex(const ActorNetwork& network, std::span<const ActivityId> activities);

    /// True when some activity of the theme is open to the group (or to any group, for `none`), wherever and
    /// whenever. O(log n).
    [[nodiscard]] bool exists(TermId theme, TermId group, UnstatedRule unstated) const;

    void start_round();
    /// Collects what the theme offers in exactly this area; `none` stands for offers that state no area.
    void collect_at(TermId theme, AreaId area);
    /// Collects what the theme offers in the area and in all areas around it.
    void collect_around(TermId theme, AreaId area);
    /// Collects what the theme offers in the area and in all areas inside it.
    void collect_inside(TermId theme, AreaId area);
    /// Collects everything of the theme.
    void collect_theme(TermId theme);
    /// Collects what may serve people of an area: offers there, around it and without an area; everything of
    /// the theme when the people name no area.
    void collect_serving(TermId theme, AreaId area);
    /// What was collected in this round, in no particular order.
    [[nodiscard]] const std::vector<std::uint32_t>& collected() const noexcept { return collected_; }

private:
    struct OfferAt {
        TermId theme;
        std::uint32_t place = 0; // of the area in the walk of the tree, from 1; 0 for none
        std::uint32_t position = 0;

        friend auto operator<=>(const OfferAt&, const OfferAt&) = default;
    };

    [[nodiscard]] std::uint32_t place_of(AreaId area) const {
        return area.is_none() ? 0 : 1 + network_->area_tree().place(area);
    }
    template <class While>
    void collect_while(OfferAt first, While belongs);

    struct Tables {
        std::vector<OfferAt> offers;
        std::vector<std::pair<TermId, TermId>> groups; // theme and target group; none = open to all
    };

    const ActorNetwork* network_;
    std::shared_ptr<const Tables> tables_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> collected_;
};

} // namespace samspill::detail
