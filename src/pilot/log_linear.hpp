// Private to the library: Poisson and logistic regression by iteratively reweighted least squares.
#pragma once

#include <samspill/result/precondition_model_result.hpp>

#include <Eigen/Dense>

#include <string_view>

namespace samspill::detail {

struct CountRegression {
    Eigen::MatrixXd design; ///< one row an observation
    Eigen::VectorXd count;
    Eigen::VectorXd size; ///< exposure or trials, above 0
    CountModel model = CountModel::poisson;
};

struct CountFit {
    std::string_view obstacle; ///< why there is no fit; a literal, empty for a fit
    Eigen::VectorXd coefficients;
    Eigen::VectorXd fitted; ///< expected counts
    Eigen::MatrixXd covariance;
    double deviance = 0.0;
};

/// The inverse of the link: exp for poisson, a chance for logistic.
[[nodiscard]] double mean_of_link(double link, CountModel model) noexcept;

/// Obstacles: "collinear preconditions", and "no finite estimate" where the likelihood rises without end, as
/// when a precondition tells all counts of 0 from the others. The columns should be of like size.
/// O(steps · rows · columns²).
[[nodiscard]] CountFit fit_counts(const CountRegression& regression);

} // namespace samspill::detail
