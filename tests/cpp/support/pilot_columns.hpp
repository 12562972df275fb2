// Small regressions for tests of pilots, and a slow twin that fits them with whole matrices.
#pragma once

#include <samspill/pilot/clustered_regression.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::testing_support {

/// Columns that own what a ClusteredRegression views.
struct RegressionColumns {
    std::vector<double> outcome;
    std::vector<double> regressors;
    std::vector<std::uint32_t> cluster;
    std::vector<double> weights{};

    [[nodiscard]] ClusteredRegression view() const { return {outcome, regressors, cluster, weights}; }
};

/// Five changes, two of them of treated municipalities (methods Toy-5): treatment, then the constant.
inline RegressionColumns toy5() { return {{6, 4, 1, 2, 0}, {1, 1, 0, 0, 0, 1, 1, 1, 1, 1}, {0, 1, 2, 3, 4}}; }

/// The same as a panel of two periods with the changes in the second: treated x after, treated, after, 1.
inline RegressionColumns toy5_panel() {
    const std::vector<double> change{6, 4, 1, 2, 0};
    const std::vector<double> base{3, 8, 5, 1, 7}; // of any size: differences only matter
    RegressionColumns columns;
    std::vector<std::vector<double>> regressors(4);
    for (std::uint32_t unit = 0; unit < 5; ++unit) {
        for (const double period : {0.0, 1.0}) {
            const double is_treated = unit < 2 ? 1.0 : 0.0;
            columns.outcome.push_back(base[unit] + period * change[unit]);
            columns.cluster.push_back(unit);
            regressors[0].push_back(is_treated * period);
            regressors[1].push_back(is_treated);
            regressors[2].push_back(period);
            regressors[3].push_back(1.0);
        }
    }
    for (const std::vector<double>& column : regressors) {
        columns.regressors.insert(columns.regressors.end(), column.begin(), column.end());
    }
    return columns;
}

/// Ten rows in four clusters of 2, 3, 1 and 4: something at cluster level, a covariate, the constant.
inline RegressionColumns uneven() {
    return {{3.1, 4.0, 1.2, 0.4, 2.2, 5.9, 1.0, 0.3, 2.7, 1.6},
            {1,    1,   0,    0,   0,   1, 0, 0, 0, 0, 0.5, -1.2, 0.3, 2.0, 0.7,
             -0.4, 1.1, -0.9, 0.2, 1.4, 1, 1, 1, 1, 1, 1,   1,    1,   1,   1},
            {4, 4, 2, 2, 2, 9, 7, 7, 7, 7}};
}

/// Ordinary least squares with whole matrices.
class RegressionTwin {
public:
    explicit RegressionTwin(const RegressionColumns& columns)
        : x_(static_cast<Eigen::Index>(columns.outcome.size()),
             static_cast<Eigen::Index>(columns.regressors.size() / columns.outcome.size())),
          y_(static_cast<Eigen::Index>(columns.outcome.size())), cluster_{columns.cluster} {
        for (Eigen::Index i = 0; i < y_.size(); ++i) {
            y_[i] = columns.outcome[static_cast<std::size_t>(i)];
            for (Eigen::Index j = 0; j < x_.cols(); ++j) {
                x_(i, j) = columns.regressors[static_cast<std::size_t>(j * y_.size() + i)];
            }
        }
    }

    [[nodiscard]] const Eigen::MatrixXd& x() const { return x_; }
    [[nodiscard]] const Eigen::VectorXd& y() const { return y_; }
    [[nodiscard]] static Eigen::VectorXd fit(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
        return (x.transpose() * x).ldlt().solve(x.transpose() * y);
    }
    /// Numbers of the clusters, ascending, each once.
    [[nodiscard]] std::vector<std::uint32_t> clusters() const {
        std::vector<std::uint32_t> numbers = cluster_;
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        return numbers;
    }
    /// Rows of one cluster, or with `others` of all others.
    [[nodiscard]] std::vector<Eigen::Index> rows_of(std::uint32_t cluster, bool others = false) const {
        std::vector<Eigen::Index> rows;
        for (std::size_t i = 0; i < cluster_.size(); ++i) {
            if ((cluster_[i] == cluster) != others) {
                rows.push_back(static_cast<Eigen::Index>(i));
            }
        }
        return rows;
    }
    [[nodiscard]] Eigen::MatrixXd rows_at(const std::vector<Eigen::Index>& rows) const {
        Eigen::MatrixXd chosen(static_cast<Eigen::Index>(rows.size()), x_.cols());
        for (Eigen::Index k = 0; k < chosen.rows(); ++k) {
            chosen.row(k) = x_.row(rows[static_cast<std::size_t>(k)]);
        }
        return chosen;
    }
    /// CR1, or with `jackknife` CV3 by leaving out one cluster at a time, of the coefficient 0 for outcome y.
    [[nodiscard]] double variance(const Eigen::VectorXd& y, bool jackknife) const {
        const std::vector<std::uint32_t> numbers = clusters();
        const auto count = static_cast<double>(numbers.size());
        const Eigen::VectorXd beta = fit(x_, y);
        const Eigen::MatrixXd inverse = (x_.transpose() * x_).inverse();
        const Eigen::VectorXd residual = y - x_ * beta;
        double sum = 0.0;
        for (const std::uint32_t number : numbers) {
            if (jackknife) {
                const auto rest = rows_of(number, true);
                const double change = fit(rows_at(rest), y(rest))[0] - beta[0];
                sum += change * change;
            } else {
                const auto own = rows_of(number);
                const Eigen::VectorXd score = rows_at(own).transpose() * residual(own);
                const double contribution = inverse.row(0).dot(score);
                sum += contribution * contribution;
            }
        }
        return sum * (jackknife ? (count - 1.0) / count : count / (count - 1.0));
    }

private:
    Eigen::MatrixXd x_;
    Eigen::VectorXd y_;
    std::vector<std::uint32_t> cluster_;
};

} // namespace samspill::testing_support
