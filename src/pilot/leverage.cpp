#include "pilot/leverage.hpp"

#include <Eigen/Eigenvalues>

#include <cmath>

namespace samspill::detail {

Enlarged enlarged(const Eigen::MatrixXd& gram, double power) {
    Enlarged result;
    if (power == 0.0) {
        result.matrix = Eigen::MatrixXd::Identity(gram.rows(), gram.cols());
        return result;
    }
    constexpr double rounding = 1e-10; // of a number that is 0 in exact arithmetic
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{gram};
    Eigen::VectorXd values = 1.0 - solver.eigenvalues().array();
    for (double& value : values) {
        if (value < rounding) {
            result.is_singular = true;
            value = 0.0;
        } else {
            value = 1.0 / (power == 1.0 ? value : std::sqrt(value));
        }
    }
    result.matrix = solver.eigenvectors() * values.asDiagonal() * solver.eigenvectors().transpose();
    return result;
}

} // namespace samspill::detail
