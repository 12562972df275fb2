#include "changed_offer.hpp"

#include <samspill/model/matching.hpp>

#include <algorithm>
#include <span>

namespace samspill::detail {
namespace {

template <class T>
void push_list(ListColumn<T>& column, std::span<const T> values) {
    for (const T value : values) {
        column.push_value(value);
    }
    column.end_row();
}

template <class T>
void push_list(ListColumn<T>& column, std::span<const T> values, T instead) {
    push_list(column, instead.is_none() ? values : std::span<const T>{&instead, 1});
}

} // namespace

ActivityColumns changed_offer(const ActivityColumns& activities, ActivityId activity,
                              const ChangedConditions& changed) {
    const std::size_t j = activity.position();
    ActivityColumns row;
    row.theme.push_back(activities.theme[j]);
    push_list(row.target_groups, activities.target_groups[j]);
    push_list(row.areas, activities.areas[j], changed.area);
    push_list(row.languages, activities.languages[j], changed.language);
    row.period.push_back(changed.period.value_or(activities.period[j]));
    row.ages.push_back(activities.ages[j]);
    row.cost.push_back(activities.cost[j]);
    push_list(row.access, activities.access[j]);
    return row;
}

NeedPlaces::NeedPlaces(const CoverageModel& model) : model_{model} {
    const NeedColumns& needs = model.network().needs();
    const Eligibility& eligibility = model.eligibility();
    for (std::uint32_t k = 0; k < eligibility.need_classes(); ++k) {
        if (!model.is_counted(k)) {
            continue;
        }
        const std::size_t i = eligibility.members(k).front().position();
        everywhere_.emplace_back(needs.theme[i], AreaId::none(), k);
        if (needs.area[i].is_none()) {
            places_.emplace_back(needs.theme[i], AreaId::none(), k);
        }
        for (AreaId area = needs.area[i]; !area.is_none(); area = model.network().area_tree().parent(area)) {
            places_.emplace_back(needs.theme[i], area, k);
        }
    }
    std::sort(places_.begin(), places_.end());
    std::sort(everywhere_.begin(), everywhere_.end());
}

std::vector<std::uint32_t> NeedPlaces::served_by(const ActivityColumns& row) const {
    std::vector<std::uint32_t> served;
    const TermId theme = row.theme.front();
    const auto collect = [&](const std::vector<Place>& places, AreaId area) {
        const auto belongs = [&](const Place& place) {
            return std::get<0>(place) == theme && std::get<1>(place) == area;
        };
        for (auto place = std::lower_bound(places.begin(), places.end(), Place{theme, area, 0U});
             place != places.end() && belongs(*place); ++place) {
            const std::uint32_t k = std::get<2>(*place);
            const NeedId need = model_.eligibility().members(k).front();
            const Match found = match(model_.network(), row, 0, need, model_.match_options());
            if (found.stage == MatchStage::eligible) {
                served.push_back(k);
            }
        }
    };
    const auto areas = row.areas[0];
    if (areas.empty()) {
        collect(everywhere_, AreaId::none());
    } else {
        collect(places_, AreaId::none());
    }
    for (const AreaId area : areas) {
        collect(places_, area);
    }
    std::sort(served.begin(), served.end());
    served.erase(std::unique(served.begin(), served.end()), served.end());
    return served;
}

} // namespace samspill::detail
