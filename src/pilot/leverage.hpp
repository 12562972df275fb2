// Private to the pilots: residuals of a cluster, enlarged by what the fit took from them.
#pragma once

#include <Eigen/Core>

namespace samspill::detail {

/// (I - H_g)^(-power) for H_g = Q_g Q_g', seen from the coordinates of Q: the same function of Q_g'Q_g.
struct Enlarged {
    Eigen::MatrixXd matrix;   ///< k by k
    bool is_singular = false; ///< the cluster alone determines some combination: its inverse is left out
};

/// `gram` is Q_g'Q_g; power 0, ½ or 1. O(k³).
[[nodiscard]] Enlarged enlarged(const Eigen::MatrixXd& gram, double power);

} // namespace samspill::detail
