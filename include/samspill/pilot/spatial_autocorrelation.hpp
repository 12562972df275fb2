// Are municipalities that lie or work together independent of each other?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/spatial_autocorrelation_result.hpp>

#include <cstdint>
#include <span>

namespace samspill {

/// How near one unit is to another: a shared border, a shared organisation. Give both directions for what
/// holds in both; no other order of units, and no unit with itself, is implied.
struct NeighbourWeight {
    std::uint32_t from = 0; ///< number of a unit
    std::uint32_t to = 0;
    double weight = 0.0; ///< at least 0
};

struct SpatialAutocorrelationOptions {
    /// Up to so many distinct arrangements of the values are all counted: 9 units have 362,880, 10 ten times
    /// as many.
    std::int64_t max_arrangements = 500'000;
    std::int64_t replicates = 9'999; ///< drawn where there are more
    std::uint64_t seed = 1;          ///< replicate k is drawn from stream k
};

/// Moran's (1950) I = (n / S0) Σ w_ij z_i z_j / Σ z_i² with z the values less their mean and S0 the sum of
/// weights, and its p when values fall on units by chance (methods M3.17). `unit` holds one number a unit,
/// each once, with its value. I within a relative 1e-9 of the observed distance counts as equal.
///
/// Not applicable: no units (`empty`), fewer than three, no weight above 0, values that are all equal
/// (`no variance`). The same bits for any order of the units and of the weights.
/// O((arrangements or replicates) · weights).
/// @throws InvalidArgument for spans of different length, values that are not finite, numbers of units given
/// twice, weights that are below 0 or not finite, of a unit with itself, of unknown units, or given twice,
/// max_arrangements or replicates outside 1 to 2^31; Cancelled when `control` asks to stop
[[nodiscard]] SpatialAutocorrelationResult
spatial_autocorrelation(std::span<const std::uint32_t> unit, std::span<const double> value,
                        std::span<const NeighbourWeight> weights,
                        const SpatialAutocorrelationOptions& options = {}, RunControl* control = nullptr);

} // namespace samspill
