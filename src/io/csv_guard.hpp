// The guard that keeps spreadsheets from running text as a formula (OWASP, CSV injection).
#pragma once

#include <algorithm>
#include <string_view>

namespace samspill::detail {

inline constexpr char csv_guard = '\'';

/// True for a text whose first character, after any guards, would start a formula or hide one. Counting
/// guards makes guarding reversible: every such text gets one more, and reading takes one away.
[[nodiscard]] inline bool is_formula_like(std::string_view text) noexcept {
    const auto first = std::find_if(text.begin(), text.end(), [](char c) { return c != csv_guard; });
    return first != text.end() && std::string_view{"=+-@\t\r\n"}.find(*first) != std::string_view::npos;
}

[[nodiscard]] inline std::string_view without_guard(std::string_view text) noexcept {
    if (!text.empty() && text.front() == csv_guard && is_formula_like(text)) {
        text.remove_prefix(1);
    }
    return text;
}

} // namespace samspill::detail
