// Months and ages of an activity as bounds that are compared by numbers alone.
#pragma once

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/model/actor_network.hpp>

#include <algorithm>
#include <cstdint>

namespace samspill::detail {

/// Months [from, to) and ages [youngest, oldest]; an open end is the number furthest out. Those of several
/// activities, intersected, meet what meets each of them: meeting compares lower with upper ends only.
struct OfferBounds {
    std::int32_t from = MonthInterval::open_from;
    std::int32_t to = MonthInterval::open_to;
    std::int32_t youngest = AgeRange::open_min;
    std::int32_t oldest = AgeRange::open_max;

    [[nodiscard]] bool meet(const OfferBounds& other) const noexcept {
        return from < other.to && other.from < to && youngest <= other.oldest && other.youngest <= oldest;
    }
    void intersect(const OfferBounds& other) noexcept {
        from = std::max(from, other.from);
        to = std::min(to, other.to);
        youngest = std::max(youngest, other.youngest);
        oldest = std::min(oldest, other.oldest);
    }
};

/// Ages are left open where the options do not compare them.
[[nodiscard]] inline OfferBounds bounds_of(const ActorNetwork& network, ActivityId activity,
                                           const PairOptions& options) {
    const MonthInterval period = network.activities().period[activity.position()];
    OfferBounds bounds{.from = period.from, .to = period.to};
    if (options.match_ages) {
        const AgeRange ages = network.activities().ages[activity.position()];
        bounds.youngest = ages.min;
        bounds.oldest = ages.max;
    }
    return bounds;
}

} // namespace samspill::detail
