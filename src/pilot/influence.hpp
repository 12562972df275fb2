// Private to the pilots: estimates with what each unit contributes to their error.
#pragma once

#include <samspill/result/staggered_result.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace samspill::detail {

/// An estimate and its influence function, one entry a unit; the mean of the entries is 0. Empty where the
/// estimate has no standard error.
struct InfluencedEstimate {
    double value = 0.0;
    Eigen::VectorXd influence;
};

/// Half the widths of normal limits at `level`, in standard errors.
[[nodiscard]] double normal_reach(double level) noexcept;

/// Estimates of one kind with standard errors by cluster.
class InfluenceTable {
public:
    InfluenceTable(std::vector<std::uint32_t> cluster, std::size_t clusters)
        : cluster_(std::move(cluster)), clusters_{clusters} {}

    /// √(Σ over clusters of (sum of influences)²) / units
    [[nodiscard]] double standard_error(const Eigen::VectorXd& influence) const;
    /// The estimate with its standard error and normal limits, or why it has none.
    [[nodiscard]] StaggeredEstimate described(const InfluencedEstimate& estimate, double level) const;
    [[nodiscard]] Eigen::VectorXd sums_by_cluster(const Eigen::VectorXd& influence) const;

private:
    std::vector<std::uint32_t> cluster_;
    std::size_t clusters_;
};

} // namespace samspill::detail
