// Private to the pilots: the point of a convex hull that is nearest to 0.
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace samspill::detail {

/// Σ weight_j point_j over the corners, each weight above 0, together 1.
struct HullPoint {
    std::vector<Eigen::Index> corners; ///< columns of the points, affinely independent
    Eigen::VectorXd weights;           ///< one a corner
    Eigen::VectorXd point;
};

/// Some columns of a matrix, in that order. Eigen's own word for "all rows" differs between its versions.
[[nodiscard]] inline Eigen::MatrixXd columns_at(const Eigen::MatrixXd& matrix,
                                                const std::vector<Eigen::Index>& columns) {
    Eigen::MatrixXd chosen(matrix.rows(), static_cast<Eigen::Index>(columns.size()));
    for (Eigen::Index k = 0; k < chosen.cols(); ++k) {
        chosen.col(k) = matrix.col(columns[static_cast<std::size_t>(k)]);
    }
    return chosen;
}

/// Wolfe's (1976) method: exact up to rounding, in finitely many steps. Ties go to the first column, so the
/// order of columns decides where several weights give the point. `points` holds one point a column, at least
/// one. O(steps · (dimensions · columns + dimensions · corners²)).
[[nodiscard]] HullPoint nearest_to_zero(const Eigen::MatrixXd& points);

/// No other weights of the columns give the same point. The corners' weights are above 0, so another mixture
/// exists exactly when columns of the same face can be mixed into the affine hull of the corners: when, seen
/// across that hull, 0 lies between them.
[[nodiscard]] bool is_only_mixture(const Eigen::MatrixXd& points, const HullPoint& nearest);

} // namespace samspill::detail
