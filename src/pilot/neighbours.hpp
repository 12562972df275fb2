// Private to the pilots: weights between units as places in their order.
#pragma once

#include <samspill/pilot/spatial_autocorrelation.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Weights above 0, by place. `numbers` are those of the units, ascending.
/// @throws InvalidArgument as spatial_autocorrelation() for weights
[[nodiscard]] std::vector<NeighbourWeight> neighbours_by_place(const std::vector<std::uint32_t>& numbers,
                                                               std::span<const NeighbourWeight> weights);

} // namespace samspill::detail
