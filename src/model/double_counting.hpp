// Private to the model: people who may stand in two needs.
#pragma once

#include "finding_log.hpp"
#include "staged_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Stands for "no area" among positions of rows.
inline constexpr std::uint32_t no_row = ~0U;

/// At most so many different pairs of period and ages are looked at for one combination of theme, area,
/// target group and language, and so many areas around one, so that no input makes the search quadratic.
inline constexpr std::size_t most_compared_windows = 256;
inline constexpr std::size_t most_compared_levels = 64;

/// A need whose people are all described by another one too; both are positions of rows.
struct DoubleCount {
    std::uint32_t need = no_row;
    std::uint32_t wider = no_row;
};

/// Every need whose people all fit another, wider need of the same theme: each of target group, area,
/// language, period and ages of the wider one is the same, contains it or is not stated, and at least one is
/// not the same. Entry point and priority do not say who the people are: needs that differ in these only are
/// taken for different people, as are needs that merely overlap. Needs without a known number of people above
/// 0 count nobody, and needs whose area does not exist are left out.
///
/// @param area_of     position of each need's area; no_row for none
/// @param area_parents position of the area around each area; no_row for none; free of circles
/// @returns one pair for each such need, in the order of the needs
/// O(n log n) for n needs, times the number of areas with needs around each.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<DoubleCount> doubly_counted(const Staged<Need>& needs,
                                                      std::span<const std::uint32_t> area_of,
                                                      std::span<const std::uint32_t> area_parents,
                                                      RunControl* control);

} // namespace samspill
