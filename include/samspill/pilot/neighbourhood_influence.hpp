// Does the effect hang on one municipality and those around it?
#pragma once

#include <samspill/pilot/spatial_autocorrelation.hpp>
#include <samspill/result/neighbourhood_range.hpp>

#include <cstdint>
#include <span>

namespace samspill {

/// The difference of mean changes between treated and controls, anew without each unit and its neighbours
/// (methods M3.17). One entry a unit; two units are neighbours when a weight in either direction is above 0.
/// A treated unit next to a control may change that too, and then the difference is biased: such units are
/// counted. Of neighbourhoods that move the estimate alike, up to a relative 1e-9, that of the smallest unit
/// is the most influential.
///
/// Not applicable: no units (`empty`), no treated, no controls. The same bits for any order of the units and
/// weights. O(units log units + weights log weights).
/// @throws InvalidArgument for spans of different length, changes that are not finite, weights as in
/// spatial_autocorrelation()
[[nodiscard]] NeighbourhoodRange leave_one_neighbourhood_out(std::span<const std::uint32_t> unit,
                                                             std::span<const double> change,
                                                             std::span<const std::uint8_t> treated,
                                                             std::span<const NeighbourWeight> weights);

} // namespace samspill
