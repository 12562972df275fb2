// The power asymmetry profile as tables: the vector first, the composite beside it.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/power_asymmetry_result.hpp>

namespace samspill {

/// One row a forum: the asymmetry of each dimension, then the composite with its interval.
/// `result` must come from `network`, here and below.
[[nodiscard]] Table power_asymmetry_forums(const ActorNetwork& network, const PowerAsymmetryResult& result);
/// One row a forum and dimension: what both sides hold, the asymmetry or why there is none.
[[nodiscard]] Table power_asymmetry_dimensions(const ActorNetwork& network,
                                               const PowerAsymmetryResult& result);

} // namespace samspill
