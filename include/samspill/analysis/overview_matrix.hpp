// Who does what when?
#pragma once

#include <samspill/core/month_interval.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/overview_matrix.hpp>

#include <optional>

namespace samspill {

struct OverviewOptions {
    /// Months shown. Unset: those of `coverage`; without one -2 to 6, or from the first to the last month the
    /// tables state when they leave that window. At most 120 months.
    std::optional<MonthInterval> months{};
};

/// Counts activities and seats of each actor and theme in each month. An activity counts in every month of
/// its period with all its seats, a standing one in every month shown; so seats must not be added up over
/// months. With a `coverage` each theme and month says who is in need and who of them is covered.
///
/// A network without activities has no cells; themes that are only needed are shown with 0 activities.
/// @throws MissingTable when the table activities was not given; InvalidArgument for months out of range and
/// when `coverage` is of another network; Overflow when a sum of seats exceeds 64 bits; Cancelled when
/// `control` asks to stop. O(activities x months + n log n).
[[nodiscard]] OverviewMatrix overview_matrix(const ActorNetwork& network, const OverviewOptions& options = {},
                                             const CoverageResult* coverage = nullptr,
                                             RunControl* control = nullptr);

} // namespace samspill
