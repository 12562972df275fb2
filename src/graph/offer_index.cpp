#include "offer_index.hpp"

#include <algorithm>

namespace samspill::detail {

OfferIndex::OfferIndex(const ActorNetwork& network, std::span<const ActivityId> activities)
    : network_{&network}, seen_(activities.size(), 0) {
    Tables tables;
    const ActivityColumns& offers = network.activities();
    for (std::uint32_t position = 0; position < activities.size(); ++position) {
        const std::size_t j = activities[position].position();
        if (offers.areas[j].empty()) {
            tables.offers.push_back({offers.theme[j], 0, position});
        }
        for (const AreaId area : offers.areas[j]) {
            tables.offers.push_back({offers.theme[j], place_of(area), position});
        }
        for (const TermId group : offers.target_groups[j]) {
            tables.groups.emplace_back(offers.theme[j], group);
        }
        if (offers.target_groups[j].empty()) {
            tables.groups.emplace_back(offers.theme[j], TermId::none());
        }
    }
    std::sort(tables.offers.begin(), tables.offers.end());
    std::sort(tables.groups.begin(), tables.groups.end());
    tables.groups.erase(std::unique(tables.groups.begin(), tables.groups.end()), tables.groups.end());
    tables_ = std::make_shared<const Tables>(std::move(tables));
}

bool OfferIndex::exists(TermId theme, TermId group, UnstatedRule unstated) const {
    const auto& groups = tables_->groups;
    const auto open_to = [&](TermId whom) {
        return std::binary_search(groups.begin(), groups.end(), std::pair{theme, whom});
    };
    if (group.is_none()) {
        const auto first = std::lower_bound(groups.begin(), groups.end(), std::pair{theme, TermId{0U}});
        return first != groups.end() && first->first == theme;
    }
    return open_to(group) || (unstated == UnstatedRule::accept && open_to(TermId::none()));
}

void OfferIndex::start_round() {
    collected_.clear();
    ++round_;
}

template <class While>
void OfferIndex::collect_while(OfferAt first, While belongs) {
    const std::vector<OfferAt>& offers = tables_->offers;
    for (auto offer = std::lower_bound(offers.begin(), offers.end(), first);
         offer != offers.end() && belongs(*offer); ++offer) {
        if (std::exchange(seen_[offer->position], round_) != round_) {
            collected_.push_back(offer->position);
        }
    }
}

void OfferIndex::collect_at(TermId theme, AreaId area) {
    const std::uint32_t place = place_of(area);
    collect_while({theme, place, 0},
                  [&](const OfferAt& offer) { return offer.theme == theme && offer.place == place; });
}

void OfferIndex::collect_inside(TermId theme, AreaId area) {
    const std::uint32_t place = place_of(area);
    const std::size_t end = place + network_->area_tree().count_inside(area);
    collect_while({theme, place, 0},
                  [&](const OfferAt& offer) { return offer.theme == theme && offer.place < end; });
}

void OfferIndex::collect_around(TermId theme, AreaId area) {
    for (AreaId at = area; !at.is_none(); at = network_->area_tree().parent(at)) {
        collect_at(theme, at);
    }
}

void OfferIndex::collect_serving(TermId theme, AreaId area) {
    if (area.is_none()) {
        collect_theme(theme);
        return;
    }
    collect_at(theme, AreaId::none());
    collect_around(theme, area);
}

void OfferIndex::collect_theme(TermId theme) {
    collect_while({theme, 0, 0}, [&](const OfferAt& offer) { return offer.theme == theme; });
}

} // namespace samspill::detail
