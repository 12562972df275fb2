// Activities by theme and area, for searches that must not look at every activity.
#pragma once

#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Collects the activities of one theme in or around areas, each once a round however many of its areas
/// match.
class OfferIndex {
public:
    explicit OfferIndex(const ActorNetwork& network);

    /// True when some activity of the theme is open to the group (or to any group, for `none`), wherever and
    /// whenever. O(log n).
    [[nodiscard]] bool exists(TermId theme, TermId group, UnstatedRule unstated) const;

    void start_round();
    /// Collects what the theme offers in exactly this area; `none` stands for offers that state no area.
    void collect_at(TermId theme, AreaId area);
    /// Collects what the theme offers in the area and in all areas around it.
    void collect_around(TermId theme, AreaId area);
    /// Collects everything of the theme.
    void collect_theme(TermId theme);
    /// Activities collected in this round, in no particular order.
    [[nodiscard]] const std::vector<ActivityId>& collected() const noexcept { return collected_; }

private:
    struct OfferAt {
        TermId theme;
        AreaId area;
        ActivityId activity;

        friend auto operator<=>(const OfferAt&, const OfferAt&) = default;
    };

    template <class While>
    void collect_while(OfferAt first, While belongs);

    const ActorNetwork& network_;
    std::vector<OfferAt> offers_;
    std::vector<std::pair<TermId, TermId>> groups_; // theme and target group; none = open to all
    std::vector<std::uint32_t> seen_;
    std::uint32_t round_ = 0;
    std::vector<ActivityId> collected_;
};

} // namespace samspill::detail
