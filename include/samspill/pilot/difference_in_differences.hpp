// Did the treated change more than the others?
#pragma once

#include <samspill/result/difference_in_differences_result.hpp>

#include <cstdint>
#include <optional>
#include <span>

namespace samspill {

/// Difference in differences of units seen before and after, such as municipalities (methods M3.3): the mean
/// change of the treated less that of the controls. Each unit is one change, so that many people in few
/// municipalities do not count as many; the tests are those of two groups of changes, pooled (Student) and
/// with variances of their own (Welch, Satterthwaite's degrees of freedom).
///
/// One entry a unit; an unknown outcome in either wave leaves the unit out, and it is counted: nothing is
/// carried forward. Not applicable: no units (`empty`), no treated or no controls with both waves. A test is
/// not applicable with fewer than three units (pooled) or fewer than two in an arm (welch), and without
/// variance. The same bits for any order of the units. O(units log units).
/// @throws InvalidArgument for spans of different length, outcomes that are not finite, a level outside (0,
/// 1)
[[nodiscard]] DifferenceInDifferencesResult
difference_in_differences(std::span<const std::optional<double>> before,
                          std::span<const std::optional<double>> after, std::span<const std::uint8_t> treated,
                          double level = 0.95);

} // namespace samspill
