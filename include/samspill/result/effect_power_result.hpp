// How large an effect must be to be found, and how likely one is found.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

/// Result of minimum_detectable_effect(), power_of_effect() and clusters_needed(): what was asked for beside
/// what it follows from.
struct EffectPowerResult {
    std::string_view method = "M3.12";
    std::string_view convention; ///< what is assumed; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    double alpha = 0.0;      ///< two-sided level of the test
    std::optional<std::int64_t> treated_clusters;
    std::optional<std::int64_t> control_clusters;
    std::optional<double> se; ///< of the effect, in the unit of the outcome
    std::optional<double> degrees_of_freedom;
    std::optional<double> power;              ///< chance that the effect is found (noncentral t)
    std::optional<double> effect;             ///< the effect found with that chance
    std::optional<double> approximate_effect; ///< (t of the level + t of the power) standard errors
};

} // namespace samspill
