// Private to the pilots: what least squares needs to know of each cluster, however many rows it has.
#pragma once

#include <samspill/pilot/clustered_regression.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// With X = QR and Q of orthonormal columns, the fit is Q θ, and the coefficient asked about is
/// direction · θ. Of a cluster g only Q_g'Q_g and Q_g'u_g are kept, u the residuals: k² and k numbers.
struct ClusterMoments {
    std::string_view obstacle; ///< why there is no fit; a literal, empty when there is one
    std::size_t rows = 0;
    std::size_t regressors = 0;
    double estimate = 0.0;
    double residual_share = 0.0;        ///< sum of squares of the residuals over that of the outcome
    Eigen::VectorXd direction;          ///< k
    std::vector<Eigen::MatrixXd> gram;  ///< Q_g'Q_g, k by k, one for each cluster
    std::vector<Eigen::VectorXd> score; ///< Q_g'u_g

    [[nodiscard]] std::size_t clusters() const noexcept { return gram.size(); }
};

/// Clusters stand by number; rows are put into an order of their own first, so that theirs does not matter.
/// @throws InvalidArgument as cluster_robust()
[[nodiscard]] ClusterMoments cluster_moments(const ClusteredRegression& regression, std::size_t coefficient);

/// Residuals that are smaller than rounding leaves count as none.
inline constexpr double no_residual_share = 1e-24;

} // namespace samspill::detail
