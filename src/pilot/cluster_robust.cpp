#include <samspill/pilot/cluster_robust.hpp>

#include "core/require.hpp"
#include "core/student_t.hpp"
#include "pilot/cluster_moments.hpp"
#include "pilot/leverage.hpp"

#include <array>
#include <cmath>

namespace samspill {
namespace {

using detail::ClusterMoments;

/// Sum of squares of the clusters' contributions to the coefficient, and the degrees of freedom of such a
/// sum.
struct Contributions {
    double sum_of_squares = 0.0;
    double degrees = 0.0;
    bool is_singular = false;
};

/// Contribution of a cluster: direction · f(Q_g'Q_g) Q_g'u_g, with f the inverse power of I - H_g. For rows
/// that are independent and equally noisy it is a_g'y, and a_g'a_h is what `products` holds.
Contributions contributions_of(const ClusterMoments& moments, double power) {
    const auto clusters = static_cast<Eigen::Index>(moments.clusters());
    const auto k = static_cast<Eigen::Index>(moments.regressors);
    Contributions sum;
    Eigen::MatrixXd taken(k, clusters); // q_g = f(M_g) M_g d
    Eigen::VectorXd own(clusters);      // d' f(M_g)² M_g d
    for (Eigen::Index g = 0; g < clusters; ++g) {
        const Eigen::MatrixXd& gram = moments.gram[static_cast<std::size_t>(g)];
        const detail::Enlarged f = detail::enlarged(gram, power);
        sum.is_singular = sum.is_singular || f.is_singular;
        const Eigen::VectorXd turned = f.matrix * moments.direction;
        const double contribution = turned.dot(moments.score[static_cast<std::size_t>(g)]);
        sum.sum_of_squares += contribution * contribution;
        taken.col(g) = gram * turned;
        own[g] = turned.dot(taken.col(g));
    }
    Eigen::MatrixXd products = -(taken.transpose() * taken);
    products.diagonal() += own;
    const double trace = products.trace();
    sum.degrees = trace * trace / products.squaredNorm();
    return sum;
}

/// What the sum of squares is multiplied by.
double factor_of(ClusterVariance variance, const ClusterMoments& moments) {
    const auto clusters = static_cast<double>(moments.clusters());
    const auto rows = static_cast<double>(moments.rows);
    const auto regressors = static_cast<double>(moments.regressors);
    switch (variance) {
    case ClusterVariance::cr1:
        return clusters / (clusters - 1.0);
    case ClusterVariance::cr1s:
        return clusters * (rows - 1.0) / ((clusters - 1.0) * (rows - regressors));
    case ClusterVariance::cv3:
        return (clusters - 1.0) / clusters;
    case ClusterVariance::cr0:
    case ClusterVariance::cr2:
    case ClusterVariance::cr3:
        break;
    }
    return 1.0;
}

void refuse(ClusterRobustError& error, std::string_view reason) {
    error.status = Status::not_applicable;
    error.reason = reason;
}

ClusterRobustError error_of(ClusterVariance variance, const Contributions& contributions,
                            const ClusterMoments& moments, const ClusterRobustOptions& options) {
    ClusterRobustError error;
    error.variance = variance;
    if (contributions.is_singular && variance != ClusterVariance::cr2) {
        refuse(error, "a cluster alone determines a coefficient");
        return error;
    }
    if (contributions.is_singular) {
        error.reason = "pseudo-inverse: a cluster alone determines a coefficient";
    }
    const double se = std::sqrt(contributions.sum_of_squares * factor_of(variance, moments));
    if (moments.residual_share <= detail::no_residual_share || se <= 0.0) {
        refuse(error, "no variance");
        return error;
    }
    error.se = se;
    error.degrees_of_freedom = contributions.degrees;
    error.t = (moments.estimate - options.null_value) / se;
    error.p = detail::student_two_sided(*error.t, contributions.degrees);
    const double reach =
        se * detail::student_quantile_of_upper_tail(0.5 * (1.0 - options.level), contributions.degrees);
    error.low = moments.estimate - reach;
    error.high = moments.estimate + reach;
    return error;
}

} // namespace

ClusterRobustResult cluster_robust(const ClusteredRegression& regression,
                                   const ClusterRobustOptions& options) {
    detail::require(options.level > 0.0 && options.level < 1.0, "level must be in (0, 1)");
    detail::require(std::isfinite(options.null_value), "null_value must be finite");
    const ClusterMoments moments = detail::cluster_moments(regression, options.coefficient);
    ClusterRobustResult result;
    result.rows = moments.rows;
    result.clusters = moments.clusters();
    result.regressors = moments.regressors;
    result.null_value = options.null_value;
    result.level = options.level;
    if (!moments.obstacle.empty()) {
        result.status = Status::not_applicable;
        result.reason = moments.obstacle;
        return result;
    }
    result.estimate = moments.estimate;
    const std::array<Contributions, 3> by_power{
        contributions_of(moments, 0.0), contributions_of(moments, 0.5), contributions_of(moments, 1.0)};
    static constexpr std::array<std::size_t, 6> power_of{0, 0, 0, 1, 2, 2};
    for (std::size_t v = 0; v < power_of.size(); ++v) {
        result.errors.push_back(
            error_of(static_cast<ClusterVariance>(v), by_power[power_of[v]], moments, options));
    }
    return result;
}

} // namespace samspill
