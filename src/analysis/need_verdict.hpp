// Private to analysis: seats judged against the need (methods M2.10).
#pragma once

#include <samspill/core/count.hpp>
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
    bool independent = false;       ///< IndependentSeats::are_independent
};

/// Collects what tells a reserve from a repetition: with how many different top actors the seats lie.
class IndependentSeats {
public:
    /// `house`: the topmost actor of the one whose seats they are. Activities without a seat are no reserve.
    void add(std::uint32_t house, Count seats) {
        if (seats.is_known() && seats.value() == 0) {
            return;
        }
        are_independent_ = are_independent_ || (house_ && *house_ != house);
        house_ = house;
    }
    /// Whether seats lie, or unknown ones may lie, with two actors that no common one stands above.
    [[nodiscard]] bool are_independent() const noexcept { return are_independent_; }

private:
    std::optional<std::uint32_t> house_;
    bool are_independent_ = false;
};

struct NeedVerdict {
    Verdict verdict = Verdict::unknown_need;
    std::optional<std::int64_t> surplus{}; ///< a lower bound where seats are unknown
};

/// `backup_share`: surplus up to this share of the need is a wanted reserve, when the seats lie with
/// independent actors: units of one organisation are no reserve for each other.
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
    const double reserve = cell.independent ? backup_share * static_cast<double>(cell.people) : 0.0;
    if (static_cast<double>(beyond) > reserve) {
        return {Verdict::surplus, beyond}; // unknown seats could only add to it
    }
    return seats_known ? NeedVerdict{Verdict::backup, beyond} : NeedVerdict{Verdict::unknown_capacity, {}};
}

} // namespace samspill::detail
