// Private to the pilots: effects of staggered treatment as one regression, for methods that ask for one.
#pragma once

#include <samspill/pilot/clustered_regression.hpp>

#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Rows of all cells (a cohort at a wave after treatment, with its controls), one a unit and cell: the change
/// since the base, a dummy for each cell, and treatment in column 0. Within a cell treated and controls weigh
/// alike, and the cell weighs with the size of its cohort, so that the coefficient of treatment is the
/// aggregate `simple`: with as much weight on either side a cell has the variance of treatment that all have.
struct StackedCells {
    std::vector<double> outcome;
    std::vector<double> regressors; ///< column by column
    std::vector<std::uint32_t> cluster;
    std::vector<double> weights;

    /// Views of this object.
    [[nodiscard]] ClusteredRegression regression() const noexcept {
        return {.outcome = outcome, .regressors = regressors, .cluster = cluster, .weights = weights};
    }
};

} // namespace samspill::detail
