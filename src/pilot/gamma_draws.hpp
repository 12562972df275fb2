// Private to the library: random numbers of a gamma distribution.
#pragma once

#include <samspill/core/counter_random.hpp>

namespace samspill::detail {

/// A gamma variable with this shape > 0 and scale 1 (Marsaglia & Tsang 2000), the same on every platform.
/// Takes a varying number of random numbers.
[[nodiscard]] double draw_gamma(double shape, CounterRandom& random) noexcept;

} // namespace samspill::detail
