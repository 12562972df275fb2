#include "attendance_trends.hpp"

#include "attendance_series.hpp"

#include <samspill/core/numeric.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace samspill {
namespace {

constexpr MeasureDefinition least_squares{"erosion", "M1.9", "change of parity a meeting", "",
                                          "slope of the least-squares line"};
constexpr MeasureDefinition theil_sen{"erosion", "M1.9", "change of parity a meeting", "",
                                      "median of the slopes of all pairs (Theil-Sen)"};
constexpr MeasureDefinition lagged_slope{"absence_slope", "M1.12 R6",
                                         "change of absence for a change of 1 - relevance from 0 to 1", "",
                                         "slope of the least-squares line"};
constexpr MeasureDefinition lagged_correlation{"absence_correlation", "M1.12 R6", "Pearson's r", "", ""};
constexpr std::string_view few_meetings = "fewer than two meetings that differ";

Measure line(const MeasureDefinition& definition, const std::optional<double>& value, std::size_t points) {
    const auto n = static_cast<double>(points);
    return value ? Measure{definition, value, Status::ok, "", n, std::nullopt}
                 : Measure::not_applicable(definition, few_meetings, n);
}

} // namespace

const MeasureDefinition& erosion_definition(TrendLine trend) noexcept {
    return trend == TrendLine::theil_sen ? theil_sen : least_squares;
}

Measure erosion_of(const std::vector<MeetingAttendance>& meetings, TrendLine trend) {
    std::vector<detail::Point> series;
    series.reserve(meetings.size());
    for (const MeetingAttendance& meeting : meetings) {
        if (meeting.balance.present_parity.value) {
            series.push_back({static_cast<double>(meeting.number), *meeting.balance.present_parity.value});
        }
    }
    const auto slope = trend == TrendLine::theil_sen ? detail::theil_sen_slope(series)
                                                     : detail::slope_of(detail::moments_of(series));
    return line(erosion_definition(trend), slope, series.size());
}

std::vector<detail::Point> relevance_and_absence(const std::vector<MeetingAttendance>& meetings,
                                                 const std::vector<AttendanceTally>& tallies,
                                                 std::span<const std::uint32_t> sectors) {
    std::vector<detail::Point> pairs;
    pairs.reserve(tallies.size());
    for (std::size_t next = 1; next < tallies.size(); ++next) {
        const std::optional<double>& relevance = meetings[next - 1].balance.relevance.value;
        std::int64_t entitled = 0;
        std::int64_t present = 0;
        for (std::size_t k = 0; k < sectors.size(); ++k) {
            if (is_civil(static_cast<Sector>(sectors[k]))) {
                entitled += tallies[next].groups[k].entitled;
                present += tallies[next].groups[k].present;
            }
        }
        if (relevance && entitled > 0) {
            pairs.push_back(
                {1.0 - *relevance, static_cast<double>(entitled - present) / static_cast<double>(entitled)});
        }
    }
    return pairs;
}

void center(std::vector<detail::Point>& points) {
    CompensatedSum x;
    CompensatedSum y;
    for (const detail::Point& point : points) {
        x.add(point.x);
        y.add(point.y);
    }
    const auto n = static_cast<double>(points.size());
    for (detail::Point& point : points) {
        point = {point.x - x.value() / n, point.y - y.value() / n};
    }
}

LaggedAbsence lagged_absence(const std::vector<detail::Point>& pairs) {
    const detail::Moments moments = detail::moments_of(pairs);
    return {.pairs = static_cast<std::int64_t>(pairs.size()),
            .slope = line(lagged_slope, detail::slope_of(moments), pairs.size()),
            .correlation = line(lagged_correlation, detail::correlation_of(moments), pairs.size())};
}

} // namespace samspill
