// Private to analysis: the months that tables of months show when nobody says which.
#pragma once

#include <samspill/core/error.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/model/actor_network.hpp>

#include <algorithm>
#include <cstdint>

namespace samspill::detail {

/// Most months that a table of months may show.
inline constexpr std::int32_t most_months = 120;

/// Two months before arrival to six months after.
inline constexpr MonthInterval reception_months{-2, 7};

/// @throws InvalidArgument for months that cannot be shown one by one
inline void require_months(MonthInterval months) {
    if (months.is_empty() || !months.has_from() || !months.has_to() ||
        std::int64_t{months.to} - months.from > most_months) {
        throw InvalidArgument{"months must be an interval of 1 to 120 months"};
    }
}

/// The reception window, or all stated months when some lie outside it.
[[nodiscard]] inline MonthInterval stated_months(const ActorNetwork& network) {
    std::int32_t first = reception_months.from;
    std::int32_t last = reception_months.to;
    bool inside = true;
    bool any = false;
    const auto widen = [&](MonthInterval period) {
        for (const std::int32_t bound : {period.from, period.to}) {
            if (bound == MonthInterval::open_from || bound == MonthInterval::open_to) {
                continue;
            }
            inside = inside && reception_months.from <= bound && bound <= reception_months.to;
            first = any ? std::min(first, bound) : bound;
            last = any ? std::max(last, bound) : bound;
            any = true;
        }
    };
    std::for_each(network.needs().period.begin(), network.needs().period.end(), widen);
    std::for_each(network.activities().period.begin(), network.activities().period.end(), widen);
    if (inside) {
        return reception_months;
    }
    last = std::max(last, first + 1);
    return {first,
            static_cast<std::int32_t>(std::min<std::int64_t>(last, std::int64_t{first} + most_months))};
}

} // namespace samspill::detail
