#include <samspill/pilot/precondition_model.hpp>

#include "pilot/columns.hpp"
#include "pilot/log_linear.hpp"

#include <algorithm>
#include <cmath>

namespace samspill {
namespace {

using detail::CountFit;
using detail::CountRegression;
using detail::require;

std::size_t number_of_preconditions(const PreconditionColumns& columns) {
    return columns.observed.empty() ? 0 : columns.preconditions.size() / columns.observed.size();
}

void check(const PreconditionColumns& columns, const PreconditionModelOptions& options) {
    const std::size_t units = columns.observed.size();
    require(columns.size.size() == units, "size must have one entry for each unit");
    require(columns.preconditions.size() == units * number_of_preconditions(columns),
            "preconditions must have one entry for each unit in each column");
    require(options.units_each >= 1, "units_each must be at least 1");
    detail::require_above_zero(columns.size, "size must be above 0");
    detail::require_finite(columns.preconditions, "preconditions must be finite");
    for (std::size_t row = 0; row < units; ++row) {
        require(columns.observed[row] >= 0, "observed counts must not be below 0");
        require(options.model == CountModel::poisson ||
                    static_cast<double>(columns.observed[row]) <= columns.size[row],
                "observed counts must not be above their trials");
    }
}

/// Rows in an order that does not depend on the one given, and columns scaled to mean 0 and variance 1.
struct Standardised {
    std::vector<std::size_t> order; ///< row given for each row of the regression
    CountRegression regression;
    Eigen::VectorXd centre;
    Eigen::VectorXd scale;
};

std::vector<std::size_t> order_of(const PreconditionColumns& columns) {
    const std::size_t units = columns.observed.size();
    return detail::ordered_rows(units, [&](std::size_t a, std::size_t b) {
        if (columns.observed[a] != columns.observed[b]) {
            return columns.observed[a] < columns.observed[b];
        }
        if (columns.size[a] != columns.size[b]) {
            return columns.size[a] < columns.size[b];
        }
        for (std::size_t place = 0; place < columns.preconditions.size(); place += units) {
            const double own = columns.preconditions[place + a];
            const double other = columns.preconditions[place + b];
            if (own != other) {
                return own < other;
            }
        }
        return false;
    });
}

Standardised standardised(const PreconditionColumns& columns, CountModel model) {
    const auto units = static_cast<Eigen::Index>(columns.observed.size());
    const auto p = static_cast<Eigen::Index>(number_of_preconditions(columns));
    Standardised own{order_of(columns), {}, Eigen::VectorXd::Zero(p), Eigen::VectorXd::Ones(p)};
    CountRegression& regression = own.regression;
    regression.model = model;
    regression.design = Eigen::MatrixXd::Ones(units, p + 1);
    regression.count.resize(units);
    regression.size.resize(units);
    for (Eigen::Index i = 0; i < units; ++i) {
        const std::size_t row = own.order[static_cast<std::size_t>(i)];
        regression.count[i] = static_cast<double>(columns.observed[row]);
        regression.size[i] = columns.size[row];
        for (Eigen::Index j = 0; j < p; ++j) {
            regression.design(i, j + 1) = columns.preconditions[static_cast<std::size_t>(j * units) + row];
        }
    }
    for (Eigen::Index j = 0; j < p; ++j) {
        auto column = regression.design.col(j + 1);
        own.centre[j] = column.mean();
        column.array() -= own.centre[j];
        const double sd = std::sqrt(column.squaredNorm() / static_cast<double>(units));
        // a column that is constant but for rounding becomes one of zeros, which is collinear
        own.scale[j] = sd > 1e-12 * std::abs(own.centre[j]) ? sd : 0.0;
        column *= own.scale[j] > 0.0 ? 1.0 / own.scale[j] : 0.0;
    }
    return own;
}

std::string_view obstacle_of(const CountRegression& regression, const PreconditionModelResult& result) {
    if (result.units == 0) {
        return "empty";
    }
    if (result.preconditions > result.most_preconditions) {
        return "too many preconditions for so few units";
    }
    const bool has_all = regression.model == CountModel::logistic && regression.count == regression.size;
    return regression.count.maxCoeff() == 0.0 || has_all ? "no variance" : std::string_view{};
}

void add_coefficients(PreconditionModelResult& result, const CountFit& fit, const Standardised& own) {
    const Eigen::Index k = fit.coefficients.size();
    // what turns coefficients of scaled columns into those of columns as given
    Eigen::MatrixXd back = Eigen::MatrixXd::Identity(k, k);
    for (Eigen::Index j = 1; j < k; ++j) {
        back(j, j) = 1.0 / own.scale[j - 1];
        back(0, j) = -own.centre[j - 1] / own.scale[j - 1];
    }
    const Eigen::VectorXd coefficients = back * fit.coefficients;
    const Eigen::VectorXd variances = (back * fit.covariance * back.transpose()).diagonal();
    for (Eigen::Index j = 0; j < k; ++j) {
        result.coefficients.push_back(coefficients[j]);
        result.standard_errors.push_back(std::sqrt(std::max(0.0, variances[j])));
    }
    result.deviance = fit.deviance;
    result.degrees_of_freedom = static_cast<double>(result.units) - static_cast<double>(k);
}

CountRegression without(const CountRegression& regression, Eigen::Index left_out) {
    const Eigen::Index rows = regression.design.rows() - 1;
    CountRegression rest{.design = Eigen::MatrixXd(rows, regression.design.cols()),
                         .count = Eigen::VectorXd(rows),
                         .size = Eigen::VectorXd(rows),
                         .model = regression.model};
    for (Eigen::Index i = 0; i < rows; ++i) {
        const Eigen::Index from = i < left_out ? i : i + 1;
        rest.design.row(i) = regression.design.row(from);
        rest.count[i] = regression.count[from];
        rest.size[i] = regression.size[from];
    }
    return rest;
}

void add_left_out(PreconditionModelResult& result, const Standardised& own, RunControl* control) {
    const CountRegression& regression = own.regression;
    const Eigen::Index units = regression.design.rows();
    result.left_out_expected.resize(result.units);
    StageTicker ticker{control, "leaving one out",
                       static_cast<std::uint64_t>(units) * StageTicker::poll_interval};
    for (Eigen::Index i = 0; i < units; ++i) {
        ticker.step(StageTicker::poll_interval);
        if (units == 1) {
            result.left_out_reason = "one unit";
            return;
        }
        const CountFit fit = detail::fit_counts(without(regression, i));
        if (!fit.obstacle.empty()) {
            result.left_out_reason = "without some units there is no fit";
            continue;
        }
        const double link = regression.design.row(i).dot(fit.coefficients);
        result.left_out_expected[own.order[static_cast<std::size_t>(i)]] =
            regression.size[i] * detail::mean_of_link(link, regression.model);
    }
}

} // namespace

PreconditionModelResult expected_counts(const PreconditionColumns& columns,
                                        const PreconditionModelOptions& options, RunControl* control) {
    check(columns, options);
    PreconditionModelResult result;
    result.convention = options.model == CountModel::poisson
                            ? "Poisson regression of counts on preconditions"
                            : "logistic regression of events on preconditions";
    result.units = columns.observed.size();
    result.preconditions = number_of_preconditions(columns);
    result.most_preconditions = result.units / options.units_each;
    const Standardised own = standardised(columns, options.model);
    CountFit fit;
    fit.obstacle = obstacle_of(own.regression, result);
    if (fit.obstacle.empty()) {
        fit = detail::fit_counts(own.regression);
    }
    if (!fit.obstacle.empty()) {
        result.status = Status::not_applicable;
        result.reason = fit.obstacle;
        return result;
    }
    add_coefficients(result, fit, own);
    result.expected.resize(result.units);
    for (std::size_t i = 0; i < result.units; ++i) {
        result.expected[own.order[i]] = fit.fitted[static_cast<Eigen::Index>(i)];
    }
    if (options.leave_one_out) {
        add_left_out(result, own, control);
    }
    return result;
}

} // namespace samspill
