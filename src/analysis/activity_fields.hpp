// Private to analysis: scores in [0, 1] of single fields of two activities, each symmetric and 1 for equals.
#pragma once

#include <samspill/core/age_range.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/model/area_tree.hpp>

#include <algorithm>
#include <cstdint>
#include <span>

namespace samspill::detail {

/// Jaccard's coefficient of two sets in ascending order, of which one is not empty.
template <class T>
[[nodiscard]] double jaccard(std::span<const T> a, std::span<const T> b) noexcept {
    std::size_t shared = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        shared += a[i] == b[j] ? 1 : 0;
        const bool step_a = a[i] <= b[j];
        j += b[j] <= a[i] ? 1 : 0;
        i += step_a ? 1 : 0;
    }
    return static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared);
}

/// Whole numbers from `from` up to but not including `to`; never empty.
struct Interval {
    std::int64_t from = 0;
    std::int64_t to = 1;
};

/// What both share over what they cover together.
[[nodiscard]] inline double jaccard(Interval a, Interval b) noexcept {
    const std::int64_t shared = std::max<std::int64_t>(0, std::min(a.to, b.to) - std::max(a.from, b.from));
    return static_cast<double>(shared) / static_cast<double>((a.to - a.from) + (b.to - b.from) - shared);
}

/// The months of a period, an open end lying where `horizon` has it, or one month on where that would leave
/// none.
[[nodiscard]] Interval closed(MonthInterval period, MonthInterval horizon) noexcept;
/// The years of a range of ages in the same way.
[[nodiscard]] Interval closed(AgeRange ages, AgeRange horizon) noexcept;

/// True when `area` or an area around it is one of `areas`, which are in ascending order. O(depth * log n).
[[nodiscard]] bool lies_in_one_of(const AreaTree& tree, AreaId area, std::span<const AreaId> areas) noexcept;

/// Jaccard's coefficient of the areas in `a` and everything inside them with those of `b`. No area of a list
/// may lie in another of it; both are in ascending order and not empty.
[[nodiscard]] double area_jaccard(const AreaTree& tree, std::span<const AreaId> a,
                                  std::span<const AreaId> b) noexcept;

} // namespace samspill::detail
