// Why people of one need are not reached, and what is nearest to reaching them.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/provenance.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What an offer of the need's theme must fulfil to reach its people, in the order in which they meet it.
enum class OfferCondition : std::uint8_t {
    target_group,
    area,
    period,
    language,
    ages,
    cost,
    access,
    free_capacity, ///< a seat can be had there while everybody else keeps what they have
    known,         ///< the need's entry point finds it
};
[[nodiscard]] std::string_view to_string(OfferCondition condition) noexcept;

/// How far an offer is from meeting what it fails; nothing where it does not fail that or no number tells.
struct OfferDistance {
    /// Steps from the need's area up to the first area that also holds one the offer serves; 0 when the offer
    /// serves a part of the need's area. Nothing either when no area holds both.
    std::optional<std::int64_t> area_steps;
    /// Months, and years of age, by which the offer would have to reach further: at least 1.
    std::optional<std::int64_t> months;
    std::optional<std::int64_t> years;

    friend bool operator==(const OfferDistance&, const OfferDistance&) = default;
};

/// One activity of the need's theme.
struct NearOffer {
    ActivityId activity;
    std::vector<OfferCondition> failed; ///< ascending
    /// What the tables leave open: the activity states nothing where the need asks, its seats are unknown, or
    /// the need has no entry point. Where unstated attributes are rejected they are among `failed` too.
    std::vector<OfferCondition> unstated;
    OfferDistance distance;
    Count free_seats;
    /// Whether the entry point finds it; nothing without an entry point and where nobody was asked.
    std::optional<bool> found;

    /// The single condition that keeps people away, when there is exactly one.
    [[nodiscard]] std::optional<OfferCondition> one_condition() const noexcept {
        return failed.size() == 1 ? std::optional{failed.front()} : std::nullopt;
    }
};

/// Needs that share too few seats, as a minimum cut: they can use no seat but those of the activities, which
/// are all taken, so one seat more there reaches one person more.
struct SharedSeats {
    std::vector<NeedId> needs;                 ///< ascending; only needs with people
    std::vector<ActivityId> activities;        ///< ascending
    std::int64_t people = 0;                   ///< in these needs
    std::int64_t seats = 0;                    ///< left to them, known ones
    std::int64_t seats_of_more_urgent = 0;     ///< held there by more urgent needs that are fully served
    std::int64_t activities_unknown_seats = 0; ///< activities among them whose seats are unknown, here none
    /// True when the explained need gets nothing because more urgent ones hold all seats it could use. Then
    /// either it shares the 0 seats that are left, or the needs above are those more urgent ones and it is
    /// not among them.
    bool held_by_more_urgent = false;
    /// True when only offers count that entry points find; false when knowledge is not recorded or the need
    /// has no entry point.
    bool of_known_offers = false;
};

/// Result of explain().
struct Explanation {
    Provenance provenance;
    NeedId need;
    NeedCoverage coverage;            ///< people, covered and known shares, first obstacle
    std::int64_t offers_of_theme = 0; ///< activities of its theme; without any, none is near
    std::vector<NearOffer> nearest;
    std::optional<SharedSeats> shared_seats; ///< nothing when seats are not what its people lack
};

} // namespace samspill
