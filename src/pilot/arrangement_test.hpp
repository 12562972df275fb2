// Private to the pilots: p values and limits from the statistics of arrangements.
#pragma once

#include <samspill/result/randomisation_result.hpp>

#include "pilot/arrangements.hpp"

#include <vector>

namespace samspill::detail {

/// The largest size of statistics that are sums of outcomes: what they are rounded at.
[[nodiscard]] double scale_of(const std::vector<double>& statistics);

/// Adds the p values of `observed` among `statistics`, which hold it or one equal to it. `scale`: their order
/// of size, scale_of() them or 1 for those without a unit.
void add_p(RandomisationResult& result, const std::vector<double>& statistics, double observed, double scale);

/// Adds the constant effects that are not rejected at the result's level. Differences and overlaps of the
/// arrangements must be there; differences are linear in the outcomes.
void add_limits(RandomisationResult& result, const Arrangements& arrangements);

} // namespace samspill::detail
