#include "offer_index.hpp"

#include <algorithm>

namespace samspill::detail {

OfferIndex::OfferIndex(const ActorNetwork& network)
    : network_{network}, seen_(network.activities().size(), 0) {
    const ActivityColumns& offers = network.activities();
    for (std::size_t j = 0; j < offers.size(); ++j) {
        if (offers.areas[j].empty()) {
            offers_.push_back({offers.theme[j], AreaId::none(), ActivityId{j}});
        }
        for (const AreaId area : offers.areas[j]) {
            offers_.push_back({offers.theme[j], area, ActivityId{j}});
        }
        for (const TermId group : offers.target_groups[j]) {
            groups_.emplace_back(offers.theme[j], group);
        }
        if (offers.target_groups[j].empty()) {
            groups_.emplace_back(offers.theme[j], TermId::none());
        }
    }
    std::sort(offers_.begin(), offers_.end());
    std::sort(groups_.begin(), groups_.end());
    groups_.erase(std::unique(groups_.begin(), groups_.end()), groups_.end());
}

bool OfferIndex::exists(TermId theme, TermId group, UnstatedRule unstated) const {
    const auto open_to = [&](TermId whom) {
        return std::binary_search(groups_.begin(), groups_.end(), std::pair{theme, whom});
    };
    if (group.is_none()) {
        const auto first = std::lower_bound(groups_.begin(), groups_.end(), std::pair{theme, TermId{0U}});
        return first != groups_.end() && first->first == theme;
    }
    return open_to(group) || (unstated == UnstatedRule::accept && open_to(TermId::none()));
}

void OfferIndex::start_round() {
    collected_.clear();
    ++round_;
}

template <class While>
void OfferIndex::collect_while(OfferAt first, While belongs) {
    for (auto offer = std::lower_bound(offers_.begin(), offers_.end(), first);
         offer != offers_.end() && belongs(*offer); ++offer) {
        if (std::exchange(seen_[offer->activity.position()], round_) != round_) {
            collected_.push_back(offer->activity);
        }
    }
}

void OfferIndex::collect_at(TermId theme, AreaId area) {
    collect_while({theme, area, ActivityId{0U}},
                  [&](const OfferAt& offer) { return offer.theme == theme && offer.area == area; });
}

void OfferIndex::collect_around(TermId theme, AreaId area) {
    for (AreaId at = area; !at.is_none(); at = network_.area_tree().parent(at)) {
        collect_at(theme, at);
    }
}

void OfferIndex::collect_theme(TermId theme) {
    collect_while({theme, AreaId{0U}, ActivityId{0U}},
                  [&](const OfferAt& offer) { return offer.theme == theme; });
}

} // namespace samspill::detail
