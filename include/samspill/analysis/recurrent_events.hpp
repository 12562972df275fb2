// How often something happens to the same people, such as a missed meeting (methods M1.10).
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/survival_result.hpp>

#include <span>
#include <vector>

namespace samspill {

/// One person, watched from time 0.
struct EventHistory {
    double end = 0.0;           ///< end of observation
    std::vector<double> events; ///< in any order, from 0 to `end`; several may fall on one time
};

/// The mean cumulative function of one group: M(t) = Σ d/n over the times up to t, with the robust variance
/// of Lawless & Nadeau (1995), which lets the events of one person depend on one another. Comparing groups is
/// putting their functions side by side. No people give the reason "empty"; no events an empty function.
/// The same bits for any order of people. O(people · times).
/// @throws InvalidArgument for times that are not finite, negative or after the end, and for a level outside
/// (0, 1); Cancelled
[[nodiscard]] MeanCumulative mean_cumulative(std::span<const EventHistory> people, double level = 0.95,
                                             RunControl* control = nullptr);

} // namespace samspill
