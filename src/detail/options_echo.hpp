// Options as text, for the provenance of a result.
#pragma once

#include <samspill/core/month_interval.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/model/seat_day.hpp>
#include <samspill/result/provenance.hpp>
#include <samspill/version.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samspill::detail {

[[nodiscard]] inline Provenance provenance_of(std::string_view analysis, const ActorNetwork& network) {
    Provenance provenance;
    provenance.analysis = analysis;
    provenance.version = version;
    provenance.network_fingerprint = network.fingerprint();
    return provenance;
}

inline void echo(Provenance& provenance, std::string_view option, std::string value) {
    provenance.options.emplace_back(option, std::move(value));
}

inline void echo(Provenance& provenance, const MatchOptions& options) {
    echo(provenance, "match.period", options.period == OverlapRule::any ? "any" : "whole");
    echo(provenance, "match.ages", options.ages == OverlapRule::any ? "any" : "whole");
    echo(provenance, "match.unstated", options.unstated == UnstatedRule::accept ? "accept" : "reject");
}

/// The shortest text that reads back to the same number.
[[nodiscard]] inline std::string text_of(double number) {
    std::array<char, 32> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), written.ptr};
}

/// What was asked for, and the day that it came to; nothing of both where a window takes their place.
inline void echo(Provenance& provenance, const SeatDay& asked, Date used,
                 const std::optional<DateInterval>& window = std::nullopt) {
    if (window) {
        echo(provenance, "window", "[" + window->from.to_string() + ", " + window->to.to_string() + ")");
        return;
    }
    echo(provenance, "as_of",
         asked.is_latest()      ? "latest"
         : asked.is_all_seats() ? "all seats"
                                : used.to_string());
    if (used.is_known()) {
        echo(provenance, "as_of.day", used.to_string());
    }
}

/// Sixteen hexadecimal digits.
[[nodiscard]] inline std::string hexadecimal(std::uint64_t number) {
    constexpr std::size_t digits = 16;
    std::array<char, digits> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, 16);
    const std::string text{buffer.data(), written.ptr};
    return std::string(digits - text.size(), '0') + text;
}

[[nodiscard]] inline std::string text_of(MonthInterval months) {
    return "[" + std::to_string(months.from) + ", " + std::to_string(months.to) + ")";
}

} // namespace samspill::detail
