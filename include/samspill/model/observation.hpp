// What was observed of a unit, such as a municipality, at a wave: a value, a range, or the reason why not.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// What is known of a unit at a wave. `structural`: there is nothing to know, as a municipality without young
/// people has none in leisure clubs; `suppressed`: known only as a range, such as "<5", which protects
/// people, or what an amount can be while a capacity is not known.
enum class ObservationStatus : std::uint8_t { observed, missing, structural, suppressed };

template <>
struct Vocabulary<ObservationStatus> {
    static constexpr std::array<std::string_view, 4> names{"observed", "missing", "structural", "suppressed"};
};

/// One row of the table `waves`. Days are half-open: [from, to).
struct Wave {
    std::string id{};
    std::string name{};
    DateInterval days{};
};

/// One row of the table `observations`.
struct Observation {
    std::string unit{};
    std::string wave{};
    std::string indicator{};
    std::optional<ObservationStatus> status{}; ///< nothing: observed with a value, missing without
    std::optional<double> value{};
    std::optional<double> low{}; ///< least and greatest value it may have, when suppressed
    std::optional<double> high{};
    /// Published as a count below this, such as 5 for "<5": from 1 to 4, or where the indicator is a share
    /// these parts of `n`. Stated limits come first. Suppressed unless a status says otherwise.
    std::optional<std::int64_t> below{};
    std::optional<double> n{};  ///< amount of the denominator, or of people asked
    std::optional<double> se{}; ///< standard error of the value; nothing: not known
};

/// First wave of treatment in the table `treatment` of units that never are treated.
inline constexpr std::string_view never_name = "never";

/// One row of the table `treatment`.
struct Treatment {
    std::string unit{};
    std::string name{};
    std::string first_wave{}; ///< a wave, or `never`
    std::string stratum{};    ///< treatment is compared within strata; empty: one stratum
    std::string cluster{}; ///< units that hang together, such as those of one region; empty: the unit itself
    std::optional<double> weight{}; ///< above 0; nothing: 1
};

/// One row of the table `preconditions` and one of its further columns.
struct Precondition {
    std::string unit{};
    std::string name{}; ///< of the column
    std::optional<double> value{};
};

/// One row of the table `neighbours`; it holds in both directions.
struct Neighbours {
    std::string a{};
    std::string b{};
    std::optional<double> weight{}; ///< nothing: 1
};

} // namespace samspill
