// Private to the analysis of attendance: what changes from meeting to meeting.
#pragma once

#include <samspill/analysis/attendance.hpp>
#include <samspill/result/attendance_result.hpp>

#include "attendance_tally.hpp"
#include "trend.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

[[nodiscard]] const MeasureDefinition& erosion_definition(TrendLine trend) noexcept;

/// Slope of the known parities of those present on the numbers of the meetings. O(n), theil_sen O(n² log n).
[[nodiscard]] Measure erosion_of(const std::vector<MeetingAttendance>& meetings, TrendLine trend);

/// For meetings that follow one another 1 - relevance of the first, and the share of the civil side's members
/// who missed the second, where both are known. `tallies` are those of the meetings, and `sectors` what their
/// groups are.
[[nodiscard]] std::vector<detail::Point> relevance_and_absence(const std::vector<MeetingAttendance>& meetings,
                                                               const std::vector<AttendanceTally>& tallies,
                                                               std::span<const std::uint32_t> sectors);

/// Moves the origin to the means.
void center(std::vector<detail::Point>& points);

[[nodiscard]] LaggedAbsence lagged_absence(const std::vector<detail::Point>& pairs);

} // namespace samspill
