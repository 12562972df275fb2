// The power asymmetry profile as a function of numbers (methods M1.11, a project definition).
#pragma once

#include <samspill/result/power_asymmetry_result.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace samspill {

/// How much each dimension counts in the composite; only the proportions matter. Equal by default, since no
/// source states any.
using PowerWeights = std::array<double, power_dimension_count>;

inline constexpr PowerWeights equal_power_weights{1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};

/// What both sides hold in each dimension; nothing where it is not known.
using PowerVector = std::array<std::optional<PowerAmounts>, power_dimension_count>;

/// What both sides did at one meeting.
struct MeetingAmounts {
    std::optional<PowerAmounts> airtime{};
    std::optional<PowerAmounts> agenda_items{};
};

struct PowerBootstrapOptions {
    std::int64_t replicates = 2000; ///< 0 makes none
    double level = 0.95;            ///< in (0, 1): the central part of the replicates
    std::uint64_t seed = 1;
};

/// a = (k - c) / (k + c); nothing for no amounts or a sum of 0.
/// @throws InvalidArgument for amounts that are negative or not finite
[[nodiscard]] std::optional<double> power_asymmetry_of(const std::optional<PowerAmounts>& amounts);

/// The profile with its composite, the mean of the dimensions that have a value by weight. Dimensions without
/// value or with weight 0 drop out of both sums. `forum` is left to the caller. O(dimensions).
/// @throws InvalidArgument also for weights that are negative, not finite or all 0
[[nodiscard]] PowerProfile power_profile(const PowerVector& amounts,
                                         const PowerWeights& weights = equal_power_weights);

/// Percentile interval of the composite when meetings are drawn with replacement: airtime and agenda items
/// are summed anew over the drawn meetings, the other dimensions stay. Nothing for fewer than two meetings,
/// without replicates, or when no replicate has a value. The same for any number of threads and on any
/// platform. O(replicates * meetings).
/// @throws InvalidArgument also for negative replicates or a level outside (0, 1)
[[nodiscard]] std::optional<BootstrapInterval>
power_bootstrap(const PowerVector& amounts, std::span<const MeetingAmounts> meetings,
                const PowerWeights& weights = equal_power_weights, const PowerBootstrapOptions& options = {});

} // namespace samspill
