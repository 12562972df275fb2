// A linear regression whose rows come from clusters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace samspill {

/// Views of columns with one entry a row; nothing is copied or kept. Regressors stand column by column, the
/// constant among them where it is wanted. Clusters are any numbers; rows of one number are one cluster.
struct ClusteredRegression {
    std::span<const double> outcome;
    std::span<const double> regressors; ///< rows · k numbers
    std::span<const std::uint32_t> cluster;
    std::span<const double> weights{}; ///< above 0; empty for equal weights

    [[nodiscard]] std::size_t rows() const noexcept { return outcome.size(); }
    [[nodiscard]] std::size_t columns() const noexcept {
        return outcome.empty() ? 0 : regressors.size() / outcome.size();
    }
};

} // namespace samspill
