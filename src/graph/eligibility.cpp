#include <samspill/graph/eligibility.hpp>

#include "offer_index.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace samspill {
namespace {

/// Everything but id and number of people; an unknown number keeps its need apart from the counted ones.
auto class_key(const NeedColumns& needs, NeedId need) {
    const std::size_t i = need.position();
    return std::tuple{needs.theme[i],    needs.target_group[i], needs.area[i],
                      needs.language[i], needs.period[i],       needs.ages[i],
                      needs.priority[i], needs.entry_point[i],  needs.people[i].is_known()};
}

/// Activities of the need's theme in and around its area, ascending; nothing when its group has no offer at
/// all.
std::optional<std::vector<ActivityId>> candidates(const ActorNetwork& network, const MatchOptions& options,
                                                  NeedId need, detail::OfferIndex& index) {
    const NeedColumns& needs = network.needs();
    const TermId theme = needs.theme[need.position()];
    const AreaId area = needs.area[need.position()];
    if (!index.exists(theme, needs.target_group[need.position()], options.unstated)) {
        return std::nullopt;
    }
    index.start_round();
    if (area.is_none()) {
        index.collect_theme(theme);
    } else {
        index.collect_at(theme, AreaId::none());
        index.collect_around(theme, area);
    }
    std::vector<ActivityId> found = index.collected();
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

Eligibility::Eligibility(const ActorNetwork& network, const MatchOptions& options, RunControl* control) {
    group_needs(network);
    detail::OfferIndex index{network};
    StageTicker ticker{control, "matching needs with activities", need_classes()};
    for (std::uint32_t need_class = 0; need_class < need_classes(); ++need_class) {
        ticker.step();
        const NeedId sample = members(need_class).front();
        add_class(network, options, sample, candidates(network, options, sample, index));
    }
}

void Eligibility::group_needs(const ActorNetwork& network) {
    const NeedColumns& needs = network.needs();
    members_.reserve(needs.size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
        members_.emplace_back(i);
    }
    std::sort(members_.begin(), members_.end(), [&](NeedId a, NeedId b) {
        return std::tuple_cat(class_key(needs, a), std::tuple{a}) <
               std::tuple_cat(class_key(needs, b), std::tuple{b});
    });
    class_of_.resize(needs.size());
    for (std::size_t k = 0; k < members_.size(); ++k) {
        if (k > 0 && class_key(needs, members_[k - 1]) != class_key(needs, members_[k])) {
            members_begin_.push_back(k);
        }
        class_of_[members_[k].position()] = static_cast<std::uint32_t>(members_begin_.size() - 1);
    }
    if (!members_.empty()) {
        members_begin_.push_back(members_.size());
    }
}

void Eligibility::add_class(const ActorNetwork& network, const MatchOptions& options, NeedId sample,
                            const std::optional<std::vector<ActivityId>>& candidates) {
    MatchStage best = candidates ? MatchStage::exists : MatchStage::none;
    bool unstated = false;
    for (const ActivityId activity : candidates.value_or(std::vector<ActivityId>{})) {
        const Match found = match(network, activity, sample, options);
        best = std::max(best, found.stage);
        if (found.stage == MatchStage::eligible) {
            activities_.push_back(activity);
            unstated = unstated || found.relies_on_unstated;
        }
    }
    arcs_begin_.push_back(activities_.size());
    best_stage_.push_back(best);
    relies_on_unstated_.push_back(unstated ? 1 : 0);
}

} // namespace samspill
