// Private to the pilots: matched pairs as a regression of their differences.
#pragma once

#include <samspill/pilot/clustered_regression.hpp>

#include "pilot/effect_rows.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {

/// One row a pair, in the order of strata: the change of its treated less that of its control, on a constant
/// that is column 0. A pair weighs as its stratum does in difference_of(), so the constant is the same
/// number.
struct PairDifferences {
    std::vector<double> outcome;
    std::vector<double> constant;
    std::vector<std::uint32_t> cluster; ///< the pair
    std::vector<double> weights;

    /// Views of this object.
    [[nodiscard]] ClusteredRegression regression() const noexcept {
        return {.outcome = outcome, .regressors = constant, .cluster = cluster, .weights = weights};
    }
};

/// Of rows without preconditions whose strata all are one treated and one control, and of which no cluster
/// reaches beyond its stratum; nothing for others. Treatment multiplied by such strata leaves a regression of
/// single changes no residual. O(rows · log rows).
[[nodiscard]] std::optional<PairDifferences> pair_differences(const std::vector<EffectRow>& rows);

} // namespace samspill::detail
