#include "pilot/log_linear.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>

namespace samspill::detail {
namespace {

constexpr int most_steps = 60;
constexpr double furthest_link = 30.0; // a mean e^30 times the exposure, or a chance of 1 - 1e-13

struct Moments {
    Eigen::VectorXd mean;
    Eigen::VectorXd variance; ///< and slope of the mean in the link
};

Moments moments_of(const CountRegression& regression, const Eigen::VectorXd& link) {
    Moments moments{Eigen::VectorXd(link.size()), Eigen::VectorXd(link.size())};
    for (Eigen::Index i = 0; i < link.size(); ++i) {
        const double share = mean_of_link(link[i], regression.model);
        moments.mean[i] = regression.size[i] * share;
        moments.variance[i] =
            regression.model == CountModel::logistic ? moments.mean[i] * (1.0 - share) : moments.mean[i];
    }
    return moments;
}

/// y ln(y / mean), and its limit 0 for y = 0.
double entropy(double y, double mean) {
    return y > 0.0 ? y * (natural_log(y) - natural_log(std::max(mean, 1e-300))) : 0.0;
}

double deviance_of(const CountRegression& regression, const Eigen::VectorXd& mean) {
    CompensatedSum sum;
    for (Eigen::Index i = 0; i < mean.size(); ++i) {
        const double y = regression.count[i];
        sum.add(entropy(y, mean[i]));
        if (regression.model == CountModel::logistic) {
            sum.add(entropy(regression.size[i] - y, regression.size[i] - mean[i]));
        } else {
            sum.add(mean[i] - y);
        }
    }
    return 2.0 * sum.value();
}

/// A link that gives means near the counts, from which the steps cannot go far astray.
Eigen::VectorXd starting_link(const CountRegression& regression) {
    Eigen::VectorXd link(regression.count.size());
    for (Eigen::Index i = 0; i < link.size(); ++i) {
        const double y = regression.count[i] + 0.5;
        const double others = regression.model == CountModel::logistic
                                  ? regression.size[i] - regression.count[i] + 0.5
                                  : regression.size[i];
        link[i] = natural_log(y) - natural_log(others);
    }
    return link;
}

/// The next coefficients: least squares of link + (count - mean) / slope with the slope as weight.
Eigen::VectorXd next_coefficients(const CountRegression& regression, const Eigen::VectorXd& link,
                                  const Moments& moments) {
    const Eigen::VectorXd root = moments.variance.cwiseSqrt();
    const Eigen::VectorXd working = link + (regression.count - moments.mean).cwiseQuotient(moments.variance);
    return (root.asDiagonal() * regression.design).colPivHouseholderQr().solve(root.cwiseProduct(working));
}

CountFit refused(std::string_view obstacle) {
    CountFit fit;
    fit.obstacle = obstacle;
    return fit;
}

} // namespace

double mean_of_link(double link, CountModel model) noexcept {
    const double held = std::clamp(link, -600.0, 600.0);
    return model == CountModel::logistic ? 1.0 / (1.0 + exponential(-held)) : exponential(held);
}

CountFit fit_counts(const CountRegression& regression) {
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposition{regression.design};
    decomposition.setThreshold(1e-9);
    if (decomposition.rank() < regression.design.cols()) {
        return refused("collinear preconditions");
    }
    Eigen::VectorXd link = starting_link(regression);
    Moments moments = moments_of(regression, link);
    double deviance = deviance_of(regression, moments.mean);
    CountFit fit;
    for (int step = 0; step < most_steps; ++step) {
        Eigen::VectorXd coefficients = next_coefficients(regression, link, moments);
        if (!coefficients.allFinite()) {
            return refused("no finite estimate");
        }
        Eigen::VectorXd reached = regression.design * coefficients;
        double next = deviance_of(regression, moments_of(regression, reached).mean);
        // a step that makes the fit worse is halved, once there are coefficients to go back to
        for (int half = 0; half < 30 && step > 0 && !(next <= deviance + 1e-8 * (1.0 + deviance)); ++half) {
            coefficients = 0.5 * (coefficients + fit.coefficients);
            reached = regression.design * coefficients;
            next = deviance_of(regression, moments_of(regression, reached).mean);
        }
        if (reached.cwiseAbs().maxCoeff() > furthest_link) {
            return refused("no finite estimate");
        }
        const bool is_settled = step > 0 && (reached - link).cwiseAbs().maxCoeff() < 1e-10;
        fit.coefficients = coefficients;
        link = reached;
        moments = moments_of(regression, link);
        deviance = next;
        if (is_settled) {
            fit.fitted = moments.mean;
            fit.deviance = deviance;
            const Eigen::MatrixXd information =
                regression.design.transpose() * moments.variance.asDiagonal() * regression.design;
            fit.covariance =
                information.ldlt().solve(Eigen::MatrixXd::Identity(information.rows(), information.cols()));
            return fit;
        }
    }
    return refused("no finite estimate");
}

} // namespace samspill::detail
