#include "pilot/cluster_moments.hpp"

#include "core/require.hpp"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace samspill::detail {
namespace {

void require_columns(const ClusteredRegression& regression, std::size_t coefficient) {
    const std::size_t rows = regression.rows();
    require(rows == 0 || (!regression.regressors.empty() && regression.regressors.size() % rows == 0),
            "regressors must have one entry for each row and column");
    require(regression.cluster.size() == rows, "cluster must have one entry for each row");
    require(regression.weights.empty() || regression.weights.size() == rows,
            "weights must have one entry for each row");
    require(rows == 0 || coefficient < regression.columns(),
            "coefficient must be a column of the regressors");
    const auto finite = [](double number) { return std::isfinite(number); };
    require(std::all_of(regression.outcome.begin(), regression.outcome.end(), finite) &&
                std::all_of(regression.regressors.begin(), regression.regressors.end(), finite),
            "outcome and regressors must be finite");
    require(std::all_of(regression.weights.begin(), regression.weights.end(),
                        [](double weight) { return std::isfinite(weight) && weight > 0.0; }),
            "weights must be finite and above 0");
}

/// Rows by cluster, then by what is in them.
std::vector<std::size_t> canonical_rows(const ClusteredRegression& regression) {
    std::vector<std::size_t> order(regression.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto differs = [&](std::span<const double> column, std::size_t a, std::size_t b) {
        return column[a] != column[b];
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (regression.cluster[a] != regression.cluster[b]) {
            return regression.cluster[a] < regression.cluster[b];
        }
        if (differs(regression.outcome, a, b)) {
            return regression.outcome[a] < regression.outcome[b];
        }
        for (std::size_t j = 0; j < regression.columns(); ++j) {
            const auto column = regression.regressors.subspan(j * regression.rows(), regression.rows());
            if (differs(column, a, b)) {
                return column[a] < column[b];
            }
        }
        return !regression.weights.empty() && regression.weights[a] < regression.weights[b];
    });
    return order;
}

} // namespace

ClusterMoments cluster_moments(const ClusteredRegression& regression, std::size_t coefficient) {
    require_columns(regression, coefficient);
    ClusterMoments moments;
    moments.rows = regression.rows();
    moments.regressors = regression.columns();
    const auto n = static_cast<Eigen::Index>(moments.rows);
    const auto k = static_cast<Eigen::Index>(moments.regressors);
    if (n == 0) {
        moments.obstacle = "empty";
        return moments;
    }
    if (n <= k) {
        moments.obstacle = "no more rows than regressors";
        return moments;
    }
    const std::vector<std::size_t> order = canonical_rows(regression);
    Eigen::MatrixXd x(n, k);
    Eigen::VectorXd y(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const std::size_t row = order[static_cast<std::size_t>(i)];
        const double root = regression.weights.empty() ? 1.0 : std::sqrt(regression.weights[row]);
        y[i] = root * regression.outcome[row];
        for (Eigen::Index j = 0; j < k; ++j) {
            x(i, j) = root * regression.regressors[static_cast<std::size_t>(j) * moments.rows + row];
        }
    }
    // Columns of like length, so that the units of a regressor do not decide whether it counts as collinear.
    const Eigen::VectorXd length = x.colwise().norm();
    if (length.minCoeff() <= 0.0) {
        moments.obstacle = "regressors are collinear";
        return moments;
    }
    x.array().rowwise() /= length.transpose().array();
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr{x};
    if (qr.rank() < k) {
        moments.obstacle = "regressors are collinear";
        return moments;
    }
    const Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(n, k);
    // coefficient = e'β = e' P R^(-1) θ, so the direction solves R' d = P'e
    Eigen::VectorXd unit = Eigen::VectorXd::Zero(k);
    unit[static_cast<Eigen::Index>(coefficient)] = 1.0 / length[static_cast<Eigen::Index>(coefficient)];
    moments.direction = qr.colsPermutation().transpose() * unit;
    qr.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>().transpose().solveInPlace(
        moments.direction);
    const Eigen::VectorXd theta = q.transpose() * y;
    const Eigen::VectorXd residual = y - q * theta;
    moments.estimate = moments.direction.dot(theta);
    moments.residual_share = y.squaredNorm() > 0.0 ? residual.squaredNorm() / y.squaredNorm() : 0.0;
    for (Eigen::Index first = 0; first < n;) {
        const auto cluster_at = [&](Eigen::Index i) {
            return regression.cluster[order[static_cast<std::size_t>(i)]];
        };
        Eigen::Index last = first;
        while (last < n && cluster_at(last) == cluster_at(first)) {
            ++last;
        }
        const auto own = q.middleRows(first, last - first);
        moments.gram.emplace_back(own.transpose() * own);
        moments.score.emplace_back(own.transpose() * residual.segment(first, last - first));
        first = last;
    }
    if (moments.clusters() < 2) {
        moments.obstacle = "one cluster only";
    }
    return moments;
}

} // namespace samspill::detail
