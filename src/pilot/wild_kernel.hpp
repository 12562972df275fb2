// Private to the pilots: the statistics of eight wild bootstrap samples side by side.
#pragma once

#include "pilot/wild_draws.hpp"
#include "similarity/instruction_set.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace samspill::detail {

/// Coordinates come in multiples of this, filled up with zeros.
inline constexpr std::size_t wild_coordinates = 4;

/// What a bootstrap sample needs of each cluster, as arrays by cluster. The residuals' scores are
/// first + δ second; with k coordinates, a multiple of
/// wild_coordinates.
struct WildScores {
    std::size_t clusters = 0;
    std::size_t coordinates = 0;
    std::vector<double> direction; ///< k: the coefficient is direction · sum of scores
    std::vector<double> taken;     ///< clusters · k: what a cluster loses of the sum of scores
    struct Part {
        std::vector<double> score; ///< clusters · k
        std::vector<double> own;   ///< clusters: contribution of the cluster before the loss
    };
    Part first;
    Part second; ///< empty where δ is 0
};

/// Of one sample: numerator n0 + δ n1, and Σ residual contributions² = q0 + 2 δ q1 + δ² q2.
struct WildStatistics {
    std::array<double, wild_lanes> n0;
    std::array<double, wild_lanes> n1;
    std::array<double, wild_lanes> q0;
    std::array<double, wild_lanes> q1;
    std::array<double, wild_lanes> q2;
};

/// `weights` as WildDraws fills them; `scratch` holds 2 · k · wild_lanes numbers. All sets of instructions
/// give the same bits.
using WildKernel = void (*)(const WildScores& scores, const double* weights, double* scratch,
                            WildStatistics& statistics);
[[nodiscard]] WildKernel wild_kernel(InstructionSet set) noexcept;

} // namespace samspill::detail
