#include <samspill/pilot/capture_recapture.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/numeric.hpp>

#include "core/distribution_tails.hpp"
#include "pilot/capture_limits.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace samspill {
namespace detail {

void require_capture(const CaptureOptions& options, std::span<const std::int64_t> counts) {
    constexpr std::int64_t most = std::int64_t{1} << 52;
    require_level(options.level);
    require(options.smallest_cell >= 1, "smallest_cell must be at least 1");
    require(std::all_of(counts.begin(), counts.end(), [](std::int64_t n) { return n >= 0 && n <= most; }),
            "counts must be 0 to 2^52");
}

void add_unseen(CaptureEstimate& estimate, double seen, double unseen, double variance, double level) {
    estimate.total = seen + unseen;
    estimate.unseen = unseen;
    estimate.se = std::sqrt(variance);
    if (unseen <= 0.0) {
        estimate.reason = "one list holds the other: no one is unseen if they are independent";
        return;
    }
    const double z = normal_quantile_of_upper_tail(0.5 * (1.0 - level));
    const double spread = std::sqrt(natural_log(1.0 + variance / (unseen * unseen)));
    const double factor = exponential(std::min(z * spread, 690.0));
    estimate.low = unseen / factor;
    estimate.high = unseen * factor;
}

CaptureCells told_cells(std::span<const std::int64_t> people_by_history, std::int64_t smallest_cell) {
    CaptureCells told;
    told.smallest_cell = smallest_cell;
    told.cells.reserve(people_by_history.size());
    std::int64_t seen = 0;
    for (std::size_t cell = 0; cell < people_by_history.size(); ++cell) {
        const std::int64_t people = people_by_history[cell];
        const bool is_small = people > 0 && people < smallest_cell;
        told.suppressed += is_small ? 1 : 0;
        told.cells.push_back({static_cast<std::uint32_t>(cell + 1),
                              is_small ? std::nullopt : std::optional<std::int64_t>{people}});
        seen = checked_add(seen, people);
    }
    if (told.suppressed == 0) {
        told.seen = seen;
    }
    return told;
}

} // namespace detail

namespace {

using detail::require;

CaptureEstimate refused(CaptureEstimate estimate, std::string_view reason) {
    estimate.status = Status::not_applicable;
    estimate.reason = reason;
    return estimate;
}

CaptureEstimate lincoln_petersen(const TwoLists& lists, double level) {
    CaptureEstimate estimate;
    estimate.estimator = "Lincoln-Petersen";
    if (lists.both == 0) {
        return refused(estimate,
                       lists.first == 0 || lists.second == 0 ? "a list is empty" : "no one is on both lists");
    }
    const auto n1 = static_cast<double>(lists.first);
    const auto n2 = static_cast<double>(lists.second);
    const auto m = static_cast<double>(lists.both);
    const double only = (n1 - m) * (n2 - m);
    detail::add_unseen(estimate, n1 + n2 - m, only / m, n1 * n2 * only / (m * m * m), level);
    return estimate;
}

CaptureEstimate chapman(const TwoLists& lists, double level) {
    CaptureEstimate estimate;
    estimate.estimator = "Chapman";
    if (lists.first == 0 || lists.second == 0) {
        return refused(estimate, "a list is empty");
    }
    const auto n1 = static_cast<double>(lists.first);
    const auto n2 = static_cast<double>(lists.second);
    const auto m = static_cast<double>(lists.both);
    const double only = (n1 - m) * (n2 - m);
    const double variance = (n1 + 1.0) * (n2 + 1.0) * only / ((m + 1.0) * (m + 1.0) * (m + 2.0));
    detail::add_unseen(estimate, n1 + n2 - m, only / (m + 1.0), variance, level);
    if (lists.both == 0) {
        estimate.reason = "no one is on both lists: finite, but far too uncertain to use";
    }
    return estimate;
}

/// Two groups that a share tells apart: those in it, and the rest.
Measure share_of(std::optional<std::int64_t> part, std::optional<std::int64_t> whole,
                 const MeasureDefinition& definition, std::int64_t smallest_cell) {
    Measure measure{.definition = definition,
                    .value = {},
                    .status = Status::unknown,
                    .reason = "no count",
                    .denominator = {}};
    if (!part || !whole) {
        return measure;
    }
    require(*part <= *whole, "a part must not be above its whole");
    if (*whole == 0) {
        return Measure::not_applicable(definition, "empty", 0.0);
    }
    const auto is_small = [&](std::int64_t people) { return people > 0 && people < smallest_cell; };
    if (is_small(*part) || is_small(*whole - *part)) {
        measure.status = Status::suppressed;
        measure.reason = "fewer people than the smallest cell in or outside the share";
        return measure;
    }
    const auto denominator = static_cast<double>(*whole);
    return Measure::of(definition, static_cast<double>(*part) / denominator, denominator, denominator);
}

constexpr MeasureDefinition reach_definition{"reach", "M3.14", "share", "eligible people", ""};
constexpr MeasureDefinition uptake_definition{"uptake", "M3.14", "share", "eligible people", ""};
constexpr MeasureDefinition additionality_definition{"additionality", "M3.14", "share", "people who used it",
                                                     ""};

} // namespace

TwoListResult two_list_capture(const TwoLists& lists, const CaptureOptions& options) {
    detail::require_capture(options, std::array{lists.first, lists.second, lists.both});
    require(lists.both <= std::min(lists.first, lists.second), "both must not be above either list");
    TwoListResult result;
    result.caveat = "biased when being on one list makes the other more or less likely";
    result.level = options.level;
    result.cells = detail::told_cells(
        std::array{lists.first - lists.both, lists.second - lists.both, lists.both}, options.smallest_cell);
    result.is_without_overlap = lists.both == 0;
    result.lincoln_petersen = lincoln_petersen(lists, options.level);
    result.chapman = chapman(lists, options.level);
    return result;
}

OutreachResult outreach(const OutreachCounts& counts, const CaptureOptions& options) {
    for (const auto& count : {counts.eligible, counts.informed, counts.used, counts.new_participants}) {
        detail::require_capture(options, std::array{count.value_or(0)});
    }
    OutreachResult result;
    result.reach = share_of(counts.informed, counts.eligible, reach_definition, options.smallest_cell);
    result.uptake = share_of(counts.used, counts.eligible, uptake_definition, options.smallest_cell);
    result.additionality =
        share_of(counts.new_participants, counts.used, additionality_definition, options.smallest_cell);
    return result;
}

} // namespace samspill
