// What a pilot measures: indicators, and how they hang together in a logic model.
#pragma once

#include <samspill/model/text_by_language.hpp>
#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// Which way is better.
enum class IndicatorDirection : std::uint8_t { increase, decrease };

/// Stages of a logic model, in their order (methods M3.1). Of an indicator: which of them it measures.
enum class LogicLevel : std::uint8_t { input, activity, output, outcome, impact };

/// Whom a benefit is for (methods S87 to S90).
enum class BeneficiaryGroup : std::uint8_t { refugees, community, volunteers, staff };

/// How values of units that became one are put together. `sum` for amounts; `weighted_mean` for shares and
/// means, weighted with the denominator `n` of each.
enum class IndicatorCombination : std::uint8_t { sum, weighted_mean };

template <>
struct Vocabulary<IndicatorDirection> {
    static constexpr std::array<std::string_view, 2> names{"increase", "decrease"};
};
template <>
struct Vocabulary<LogicLevel> {
    static constexpr std::array<std::string_view, 5> names{"input", "activity", "output", "outcome",
                                                           "impact"};
};
template <>
struct Vocabulary<BeneficiaryGroup> {
    static constexpr std::array<std::string_view, 4> names{"refugees", "community", "volunteers", "staff"};
};
template <>
struct Vocabulary<IndicatorCombination> {
    static constexpr std::array<std::string_view, 2> names{"sum", "weighted_mean"};
};

/// One row of the table `indicators`.
struct Indicator {
    std::string id{};
    std::string set{}; ///< such as `reception_pilot`; only to choose by
    TextByLanguage question{};
    std::string unit{};        ///< what the value counts; a share is a fraction of 1 and has the unit `share`
    std::string denominator{}; ///< what it was divided by; empty for amounts
    std::optional<IndicatorDirection> direction{};
    std::optional<LogicLevel> level{};
    std::optional<BeneficiaryGroup> group{};
    std::string source{};
    std::string method{}; ///< method id, such as M4.2
    std::string owner{};  ///< who answers for it
    std::string node{};   ///< node of the logic model that it measures
    std::optional<double> baseline{};
    std::optional<double> target{};
    std::string target_wave{};        ///< by which the target is to be reached
    std::optional<double> least{};    ///< values that it may have; nothing: no end
    std::optional<double> greatest{}; ///< 0 and 1 where the unit is `share` and nothing is stated
    bool primary = false;             ///< the one that was named before the data were seen
    std::optional<IndicatorCombination> combination{}; ///< nothing: see combination_of
    std::string analysis{}; ///< analysis of a network that gives it, such as `coverage`; empty: observed
    std::string measure{};  ///< what is taken of that analysis
};

/// The unit of indicators that are fractions of 1.
inline constexpr std::string_view share_name = "share";

/// The combination that holds for an indicator: shares are never summed unless that is stated.
[[nodiscard]] inline IndicatorCombination combination_of(const Indicator& indicator) noexcept {
    const bool is_mean = indicator.unit == share_name || !indicator.denominator.empty();
    return indicator.combination.value_or(is_mean ? IndicatorCombination::weighted_mean
                                                  : IndicatorCombination::sum);
}

/// One row of the table `logic_nodes`.
struct LogicNode {
    std::string id{};
    std::string name{};
    LogicLevel level = LogicLevel::input;
    std::string owner{};
};

/// One row of the table `logic_links`: from what is done to what shall come of it.
struct LogicLink {
    std::string from{};
    std::string to{};
};

} // namespace samspill
