#include <samspill/pilot/two_way_fixed_effects.hpp>

#include <samspill/pilot/cluster_robust.hpp>

#include "pilot/columns.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>

namespace samspill {
namespace {

using detail::require;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// What is left of a column beside what it was: nothing but rounding.
constexpr double nothing_left = 1e-10;

void check(const TwoWayPanel& panel) {
    const std::size_t rows = panel.unit.size();
    const auto is_whole = [&](std::size_t length) { return length == 0 || length == rows; };
    require(panel.period.size() == rows && panel.outcome.size() == rows && panel.treatment.size() == rows &&
                is_whole(panel.weights.size()) && is_whole(panel.cluster.size()) &&
                (rows == 0 ? panel.covariates.empty() : panel.covariates.size() % rows == 0),
            "the columns of a panel must be of one length");
    detail::require_finite(panel.outcome, "outcome must be finite");
    detail::require_finite(panel.treatment, "treatment must be finite");
    detail::require_finite(panel.covariates, "covariates must be finite");
    detail::require_above_zero(panel.weights, "weights must be finite and above 0");
}

/// Rows by unit and period, then by what is in them.
std::vector<std::size_t> canonical_rows(const TwoWayPanel& panel) {
    const std::size_t rows = panel.unit.size();
    return detail::ordered_rows(rows, [&](std::size_t a, std::size_t b) {
        if (panel.unit[a] != panel.unit[b]) {
            return panel.unit[a] < panel.unit[b];
        }
        if (panel.period[a] != panel.period[b]) {
            return panel.period[a] < panel.period[b];
        }
        for (const auto column : {panel.outcome, panel.treatment, panel.weights}) {
            if (!column.empty() && column[a] != column[b]) {
                return column[a] < column[b];
            }
        }
        for (std::size_t j = 0; j < panel.covariates.size(); j += rows) {
            if (panel.covariates[j + a] != panel.covariates[j + b]) {
                return panel.covariates[j + a] < panel.covariates[j + b];
            }
        }
        return false;
    });
}

/// Canonical rows of units that were seen more than once, unit by unit.
struct Seen {
    std::vector<std::size_t> row;
    std::vector<std::size_t> first; ///< of each unit in `row`, and the end
    std::size_t left_out = 0;

    [[nodiscard]] std::size_t units() const noexcept { return first.size() - 1; }
};

Seen seen_units(const TwoWayPanel& panel) {
    const std::vector<std::size_t> order = canonical_rows(panel);
    Seen seen;
    seen.first.push_back(0);
    seen.row.reserve(order.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        for (; end < order.size() && panel.unit[order[end]] == panel.unit[order[begin]]; ++end) {
            require(panel.cluster.empty() || panel.cluster[order[end]] == panel.cluster[order[begin]],
                    "a unit must be in one cluster");
        }
        if (end - begin > 1) {
            seen.row.insert(seen.row.end(), order.begin() + static_cast<std::ptrdiff_t>(begin),
                            order.begin() + static_cast<std::ptrdiff_t>(end));
            seen.first.push_back(seen.row.size());
        } else {
            ++seen.left_out;
        }
        begin = end;
    }
    return seen;
}

/// Takes its weighted mean in each unit from a column; what only rounding leaves becomes 0.
void partial_out(Eigen::Ref<VectorXd> column, const Seen& seen, const VectorXd& weights) {
    const double before = column.norm();
    for (std::size_t unit = 0; unit < seen.units(); ++unit) {
        const auto begin = static_cast<Index>(seen.first[unit]);
        const Index count = static_cast<Index>(seen.first[unit + 1]) - begin;
        const auto own = weights.segment(begin, count);
        column.segment(begin, count).array() -= own.dot(column.segment(begin, count)) / own.sum();
    }
    if (column.norm() <= nothing_left * before) {
        column.setZero();
    }
}

/// Outcome, treatment, covariates and dummies of periods, one column each.
MatrixXd columns_of(const TwoWayPanel& panel, const Seen& seen, const std::vector<std::int32_t>& periods) {
    const std::size_t rows = panel.unit.size();
    const auto covariates = static_cast<Index>(panel.covariates.size() / rows);
    const auto dummies = static_cast<Index>(periods.size()) - 1;
    MatrixXd columns = MatrixXd::Zero(static_cast<Index>(seen.row.size()), 2 + covariates + dummies);
    for (std::size_t i = 0; i < seen.row.size(); ++i) {
        const std::size_t row = seen.row[i];
        const auto place = static_cast<Index>(i);
        columns(place, 0) = panel.outcome[row];
        columns(place, 1) = panel.treatment[row];
        for (Index j = 0; j < covariates; ++j) {
            columns(place, 2 + j) = panel.covariates[static_cast<std::size_t>(j) * rows + row];
        }
        const std::size_t period = detail::place_of(periods, panel.period[row]);
        if (period > 0) {
            columns(place, 1 + covariates + static_cast<Index>(period)) = 1.0;
        }
    }
    return columns;
}

/// Why the effect of `x`'s first column cannot be told; columns stand in weighted form.
std::string_view obstacle_of(const MatrixXd& x, double treatment_length) {
    MatrixXd others = x.rightCols(x.cols() - 1);
    const VectorXd lengths = others.colwise().norm();
    if (lengths.minCoeff() <= 0.0) {
        return "covariates or periods are collinear";
    }
    others.array().rowwise() /= lengths.transpose().array();
    Eigen::ColPivHouseholderQR<MatrixXd> qr;
    qr.setThreshold(nothing_left);
    qr.compute(others);
    if (qr.rank() < others.cols()) {
        return "covariates or periods are collinear";
    }
    VectorXd rest = qr.householderQ().adjoint() * x.col(0);
    rest.head(others.cols()).setZero();
    return rest.norm() <= nothing_left * treatment_length ? "treatment is told by unit and period effects"
                                                          : std::string_view{};
}

} // namespace

WithinColumns within_units(const TwoWayPanel& panel) {
    check(panel);
    const Seen seen = seen_units(panel);
    WithinColumns within;
    within.units = seen.units();
    within.left_out = seen.left_out;
    std::vector<std::int32_t> in_period;
    in_period.reserve(seen.row.size());
    for (const std::size_t row : seen.row) {
        in_period.push_back(panel.period[row]);
    }
    const auto periods = detail::distinct(std::span<const std::int32_t>{in_period});
    within.periods = periods.size();
    if (seen.row.empty()) {
        within.obstacle = panel.unit.empty() ? "empty" : "no unit seen twice";
        return within;
    }
    if (periods.size() < 2) {
        within.obstacle = "one period only";
        return within;
    }
    VectorXd weights = VectorXd::Ones(static_cast<Index>(seen.row.size()));
    for (std::size_t i = 0; i < seen.row.size(); ++i) {
        const std::size_t row = seen.row[i];
        within.cluster.push_back(panel.cluster.empty() ? panel.unit[row] : panel.cluster[row]);
        if (!panel.weights.empty()) {
            weights[static_cast<Index>(i)] = panel.weights[row];
            within.weights.push_back(panel.weights[row]);
        }
    }
    MatrixXd columns = columns_of(panel, seen, periods);
    const VectorXd roots = weights.cwiseSqrt();
    const double treatment_length = columns.col(1).cwiseProduct(roots).norm();
    for (Index j = 0; j < columns.cols(); ++j) {
        partial_out(columns.col(j), seen, weights);
    }
    within.obstacle =
        obstacle_of(roots.asDiagonal() * columns.rightCols(columns.cols() - 1), treatment_length);
    within.outcome.assign(columns.col(0).begin(), columns.col(0).end());
    within.regressors.assign(columns.data() + columns.rows(), columns.data() + columns.size());
    return within;
}

TwoWayResult two_way_fixed_effects(const TwoWayPanel& panel, const TwoWayOptions& options) {
    detail::require_level(options.level);
    require(std::isfinite(options.null_value), "null_value must be finite");
    const WithinColumns within = within_units(panel);
    TwoWayResult result;
    result.units = within.units;
    result.periods = within.periods;
    result.left_out = within.left_out;
    result.reason = within.obstacle;
    if (within.obstacle.empty()) {
        result.effect = cluster_robust(within.view(), {0, options.null_value, options.level});
        result.reason = result.effect.reason;
    }
    if (!result.effect.estimate) {
        result.status = Status::not_applicable;
        result.effect.status = Status::not_applicable;
        result.effect.reason = result.reason;
    }
    return result;
}

} // namespace samspill
