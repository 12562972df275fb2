// Who is reached and who is not: one row a need, with totals by theme and month.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/fraction.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/result/loss_cascade.hpp>
#include <samspill/result/provenance.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// The first condition that keeps people of a need from being reached (Tanahashi's order).
enum class Obstacle : std::uint8_t {
    none,          ///< everybody is reached
    no_offer,      ///< no activity has the theme and is open to the target group
    out_of_area,   ///< some exist, none serves the area
    out_of_period, ///< some serve the area, none while the need lasts
    not_eligible,  ///< some run in time, none fits language and age
    no_capacity,   ///< some fit, but their seats do not suffice
    not_known,     ///< seats suffice, but the entry point cannot find the offers
    unknown,       ///< nobody counted the people
};
[[nodiscard]] std::string_view to_string(Obstacle obstacle) noexcept;

/// An exact share known up to an interval; both ends are equal when nothing it rests on is unknown.
struct ShareInterval {
    Fraction low;
    Fraction high;

    [[nodiscard]] bool is_exact() const noexcept { return low == high; }
    friend bool operator==(const ShareInterval&, const ShareInterval&) = default;
};

/// Coverage of one need. Shares are of its people; "people" below are expected people, possibly fractional.
struct NeedCoverage {
    Count people;          ///< unknown when nobody counted; then every share is without meaning
    ShareInterval covered; ///< nominal: over all offers that fit. Low end: unknown capacities are 0
    std::optional<ShareInterval>
        known; ///< over offers the entry point can find; nothing when no tie records knowledge
    Obstacle obstacle = Obstacle::none;
    std::int64_t eligible = 0;       ///< activities that fit, whatever their seats
    bool relies_on_unstated = false; ///< some of them fit only because they leave an attribute open
    bool shares_with_unknown =
        false; ///< some of them also fit a need of unknown size, which got no seats here
    /// Organisations with seats that fit, counted up to 2; units of one organisation count once. With 2 the
    /// need has backup: it is still reached when one of them stops.
    std::int64_t organisations = 0;
    std::int64_t organisations_low = 0; ///< the same without those of which no number of seats is known
    bool statutory = false; ///< must be met: the need names a mandate, or a statutory task of its theme and
                            ///< target group exists
    TermId mandate;         ///< the law or mandate where the tables name it: the need's, else the task's
};

/// Sums over needs of known size. Shares name their denominator: the people of these needs.
struct CoverageSums {
    std::int64_t needs = 0;
    std::int64_t needs_unknown = 0; ///< needs whose size nobody counted; in no sum below
    std::int64_t people = 0;
    double covered_low = 0.0;
    double covered_high = 0.0;

    [[nodiscard]] double gap_low() const noexcept { return static_cast<double>(people) - covered_high; }
    [[nodiscard]] double gap_high() const noexcept { return static_cast<double>(people) - covered_low; }
    /// Covered people / people in needs of known size; nothing when there are none.
    [[nodiscard]] std::optional<double> share_low() const noexcept;
    [[nodiscard]] std::optional<double> share_high() const noexcept;
};

struct CoverageTotals {
    CoverageSums sums;
    std::optional<double> known_low; ///< people covered by offers their entry point can find; nothing when no
                                     ///< tie records knowledge
    std::optional<double> known_high;
    std::optional<double> lost_to_not_knowing_low; ///< nominal - known
    std::optional<double> lost_to_not_knowing_high;
    std::int64_t capacity = 0; ///< seats of all activities of known capacity
    std::int64_t activities_capacity_unknown = 0;
    std::int64_t unused_capacity = 0;    ///< known seats that no maximum allocation fills
    std::int64_t people_with_backup = 0; ///< people in needs of known size that two organisations can reach
    std::int64_t people_with_backup_low = 0; ///< the same when unknown seats are none
};

struct ThemeCoverage {
    TermId theme;
    CoverageSums sums;
};

/// A need counts with all its people in every month of its period, and with the share it gets over the
/// period.
struct ThemeMonthCoverage {
    TermId theme;
    std::int32_t month = 0;
    CoverageSums sums;
};

/// Result of coverage(). Terms and needs are those of the network it was computed from.
struct CoverageResult {
    Provenance provenance;
    std::vector<NeedCoverage> needs; ///< indexed by NeedId
    CoverageTotals totals;
    std::vector<ThemeCoverage> by_theme; ///< by theme
    MonthInterval months;                ///< months shown in by_theme_month
    std::vector<ThemeMonthCoverage>
        by_theme_month; ///< by theme, then month; themes without a need in a month too
    LossCascade cascade;
};

} // namespace samspill
