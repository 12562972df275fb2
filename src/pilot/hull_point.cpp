#include "pilot/hull_point.hpp"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace samspill::detail {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Beside this part of the largest length nothing is but rounding.
constexpr double rounding = 1e-14;
/// Points this close, relatively, count as the same.
constexpr double same_point = 1e-9;

/// Differences of the other corners from the first.
MatrixXd directions(const MatrixXd& points, const std::vector<Index>& corners) {
    MatrixXd differences(points.rows(), static_cast<Index>(corners.size()) - 1);
    for (std::size_t k = 1; k < corners.size(); ++k) {
        differences.col(static_cast<Index>(k) - 1) = points.col(corners[k]) - points.col(corners.front());
    }
    return differences;
}

/// Weights, together 1 but of any sign, of the nearest point of the corners' affine hull.
VectorXd affine_weights(const MatrixXd& points, const std::vector<Index>& corners) {
    VectorXd weights = VectorXd::Ones(static_cast<Index>(corners.size()));
    if (corners.size() > 1) {
        const VectorXd others =
            directions(points, corners).colPivHouseholderQr().solve(-points.col(corners.front()));
        weights.tail(others.size()) = others;
        weights[0] = 1.0 - others.sum();
    }
    return weights;
}

/// Goes from `weights` towards `target`, where at least one is not above 0, until a weight is 0, and leaves
/// out the corners that are 0 then.
void step_to_border(std::vector<Index>& corners, VectorXd& weights, const VectorXd& target) {
    double part = 2.0;
    Index leaving = 0;
    for (Index k = 0; k < weights.size(); ++k) {
        if (target[k] > rounding) {
            continue;
        }
        const double reach =
            weights[k] <= rounding ? 0.0 : std::min(1.0, weights[k] / (weights[k] - target[k]));
        if (reach < part) {
            part = reach;
            leaving = k;
        }
    }
    const VectorXd stepped = weights + part * (target - weights);
    std::vector<Index> kept;
    std::vector<double> kept_weights;
    for (Index k = 0; k < stepped.size(); ++k) {
        if (k != leaving && stepped[k] > rounding) {
            kept.push_back(corners[static_cast<std::size_t>(k)]);
            kept_weights.push_back(stepped[k]);
        }
    }
    corners = kept;
    weights = Eigen::Map<const VectorXd>{kept_weights.data(), static_cast<Index>(kept_weights.size())};
}

/// The nearest point of the hull of the corners, some of which may be left out for it.
HullPoint nearest_of_corners(const MatrixXd& points, std::vector<Index> corners, VectorXd weights) {
    VectorXd target = affine_weights(points, corners);
    while (corners.size() > 1 && target.minCoeff() <= rounding) {
        step_to_border(corners, weights, target);
        target = affine_weights(points, corners);
    }
    HullPoint nearest{std::move(corners), std::move(target), VectorXd::Zero(points.rows())};
    for (std::size_t k = 0; k < nearest.corners.size(); ++k) {
        nearest.point += nearest.weights[static_cast<Index>(k)] * points.col(nearest.corners[k]);
    }
    return nearest;
}

} // namespace

HullPoint nearest_to_zero(const MatrixXd& points) {
    const VectorXd lengths = points.colwise().squaredNorm();
    const double longest = std::sqrt(lengths.maxCoeff());
    Index first = 0;
    lengths.minCoeff(&first);
    HullPoint nearest{{first}, VectorXd::Ones(1), points.col(first)};
    for (;;) {
        const double distance = nearest.point.norm();
        Index entering = 0;
        const double least = (points.transpose() * nearest.point).minCoeff(&entering);
        const auto& corners = nearest.corners;
        if (distance <= rounding * longest || distance * distance - least <= rounding * distance * longest ||
            std::find(corners.begin(), corners.end(), entering) != corners.end()) {
            break;
        }
        std::vector<Index> more = corners;
        more.push_back(entering);
        VectorXd weights = VectorXd::Zero(nearest.weights.size() + 1);
        weights.head(nearest.weights.size()) = nearest.weights;
        HullPoint next = nearest_of_corners(points, std::move(more), std::move(weights));
        if (next.point.norm() >= distance) {
            break; // rounding has the last word
        }
        nearest = std::move(next);
    }
    return nearest;
}

bool is_only_mixture(const MatrixXd& points, const HullPoint& nearest) {
    const double longest = std::sqrt(points.colwise().squaredNorm().maxCoeff());
    const double distance = nearest.point.norm();
    const auto& corners = nearest.corners;
    std::vector<Index> others;
    for (Index j = 0; j < points.cols(); ++j) {
        const double beyond = points.col(j).dot(nearest.point) - distance * distance;
        const bool is_on_face = distance <= same_point * longest || beyond <= same_point * distance * longest;
        if (is_on_face && std::find(corners.begin(), corners.end(), j) == corners.end()) {
            others.push_back(j);
        }
    }
    if (others.empty()) {
        return true;
    }
    MatrixXd across = columns_at(points, others).colwise() - nearest.point;
    if (corners.size() > 1) {
        const Eigen::ColPivHouseholderQR<MatrixXd> qr{directions(points, corners)};
        const MatrixXd along = qr.householderQ() * MatrixXd::Identity(points.rows(), qr.rank());
        across -= along * (along.transpose() * across);
    }
    return nearest_to_zero(across).point.norm() > same_point * longest;
}

} // namespace samspill::detail
