// Private to analysis: seats judged against the need (methods M2.10).
#pragma once

#include <samspill/result/duplication_result.hpp>

#include <cstdint>
#include <optional>

namespace samspill::detail {

/// What is set against each other; unknown ones are counted, never taken for 0.
struct SeatsAndNeed {
    std::int64_t seats = 0;
    std::int64_t seats_unknown = 0; ///< activities that state none
    std::int64_t people = 0;
    std::int64_t needs = 0;         ///< that are recorded, of known size or not
    std::int64_t needs_unknown = 0; ///< needs that state no size
};

struct NeedVerdict {
    Verdict verdict = Verdict::unknown_need;
    std::optional<std::int64_t> surplus{}; ///< a lower bound where seats are unknown
};

/// `backup_share`: surplus up to this share of the need is a wanted reserve.
[[nodiscard]] inline NeedVerdict judge(const SeatsAndNeed& cell, double backup_share) noexcept {
    const std::int64_t beyond = cell.seats - cell.people;
    const bool seats_known = cell.seats_unknown == 0;
    if (cell.needs == 0) {
        return {};
    }
    if (seats_known && beyond <= 0) { // also when some needs are unknown: they only add to the demand
        return {Verdict::needed, 0};
    }
    if (cell.needs_unknown > 0) {
        return {};
    }
    if (static_cast<double>(beyond) > backup_share * static_cast<double>(cell.people)) {
        return {Verdict::surplus, beyond}; // unknown seats could only add to it
    }
    return seats_known ? NeedVerdict{Verdict::backup, beyond} : NeedVerdict{Verdict::unknown_capacity, {}};
}

} // namespace samspill::detail
