#include "activity_fields.hpp"

namespace samspill::detail {

Interval closed(MonthInterval period, MonthInterval horizon) noexcept {
    Interval months{horizon.from, horizon.to};
    if (period.has_from()) {
        months.from = period.from;
        months.to = std::max(months.to, months.from + 1);
    }
    if (period.has_to()) {
        months.to = period.to;
        months.from = std::min(months.from, months.to - 1);
    }
    return months;
}

Interval closed(AgeRange ages, AgeRange horizon) noexcept {
    Interval years{horizon.min, std::int64_t{horizon.max} + 1};
    if (ages.has_min()) {
        years.from = ages.min;
        years.to = std::max(years.to, years.from + 1);
    }
    if (ages.has_max()) {
        years.to = std::int64_t{ages.max} + 1;
        years.from = std::min(years.from, years.to - 1);
    }
    return years;
}

bool lies_in_one_of(const AreaTree& tree, AreaId area, std::span<const AreaId> areas) noexcept {
    while (!area.is_none()) {
        if (std::binary_search(areas.begin(), areas.end(), area)) {
            return true;
        }
        area = tree.parent(area);
    }
    return false;
}

double area_jaccard(const AreaTree& tree, std::span<const AreaId> a, std::span<const AreaId> b) noexcept {
    std::size_t served_by_a = 0;
    std::size_t served_by_b = 0;
    std::size_t shared = 0;
    for (const AreaId area : a) {
        const std::size_t inside = tree.count_inside(area);
        served_by_a += inside;
        shared += lies_in_one_of(tree, area, b) ? inside : 0;
    }
    for (const AreaId area : b) {
        const std::size_t inside = tree.count_inside(area);
        served_by_b += inside;
        // Areas that both name were counted above.
        const AreaId around = tree.parent(area);
        shared += !around.is_none() && lies_in_one_of(tree, around, a) ? inside : 0;
    }
    return static_cast<double>(shared) / static_cast<double>(served_by_a + served_by_b - shared);
}

} // namespace samspill::detail
