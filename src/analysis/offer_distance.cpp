#include "offer_distance.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

namespace samspill::detail {
namespace {

/// Whole numbers with both ends included; an open end has no number.
struct Stretch {
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
};

Stretch stretch_of(MonthInterval months) {
    return {months.has_from() ? std::optional{std::int64_t{months.from}} : std::nullopt,
            months.has_to() ? std::optional{std::int64_t{months.to} - 1} : std::nullopt};
}

Stretch stretch_of(AgeRange ages) {
    return {ages.has_min() ? std::optional{std::int64_t{ages.min}} : std::nullopt,
            ages.has_max() ? std::optional{std::int64_t{ages.max}} : std::nullopt};
}

/// By how much the offered stretch would have to grow to share a number with the needed one.
std::optional<std::int64_t> apart(const Stretch& offered, const Stretch& needed) {
    if (offered.last && needed.first && *offered.last < *needed.first) {
        return *needed.first - *offered.last;
    }
    if (offered.first && needed.last && *needed.last < *offered.first) {
        return *offered.first - *needed.last;
    }
    return std::nullopt;
}

/// By how much it would have to grow to hold the needed one; nothing when that has no end.
std::optional<std::int64_t> missing(const Stretch& offered, const Stretch& needed) {
    const bool endless = (offered.first && !needed.first) || (offered.last && !needed.last);
    if (endless) {
        return std::nullopt;
    }
    const std::int64_t before = offered.first ? std::max<std::int64_t>(0, *offered.first - *needed.first) : 0;
    const std::int64_t after = offered.last ? std::max<std::int64_t>(0, *needed.last - *offered.last) : 0;
    return before + after;
}

std::optional<std::int64_t> growth(const Stretch& offered, const Stretch& needed, OverlapRule rule) {
    return rule == OverlapRule::any ? apart(offered, needed) : missing(offered, needed);
}

std::optional<std::int64_t> area_steps(const AreaTree& tree, std::span<const AreaId> served, AreaId home) {
    std::int64_t steps = 0;
    for (AreaId around = home; !around.is_none(); around = tree.parent(around), ++steps) {
        if (std::any_of(served.begin(), served.end(),
                        [&](AreaId area) { return tree.contains(around, area); })) {
            return steps;
        }
    }
    return std::nullopt;
}

} // namespace

OfferDistance offer_distance(const ActorNetwork& network, ActivityId activity, NeedId need,
                             const ConditionCheck& check, const MatchOptions& options) {
    const ActivityColumns& offers = network.activities();
    const NeedColumns& needs = network.needs();
    const std::size_t j = activity.position();
    const std::size_t i = need.position();
    OfferDistance distance;
    if (check.failed.contains(Condition::area)) {
        distance.area_steps = area_steps(network.area_tree(), offers.areas[j], needs.area[i]);
    }
    if (check.failed.contains(Condition::period)) {
        distance.months = growth(stretch_of(offers.period[j]), stretch_of(needs.period[i]), options.period);
    }
    if (check.failed.contains(Condition::ages)) {
        distance.years = growth(stretch_of(offers.ages[j]), stretch_of(needs.ages[i]), options.ages);
    }
    return distance;
}

} // namespace samspill::detail
