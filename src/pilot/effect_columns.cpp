#include "pilot/effect_columns.hpp"

#include <Eigen/Dense>

#include <cstddef>
#include <set>
#include <utility>

namespace samspill::detail {

EffectColumns::EffectColumns(const std::vector<EffectRow>& rows, bool with_controls) {
    const std::size_t names = rows.front().preconditions.size();
    std::vector<std::vector<double>> preconditions(names);
    for (const EffectRow& row : rows) {
        outcome_.push_back(row.change());
        treated_.push_back(row.treated ? 1 : 0);
        stratum_.push_back(row.stratum);
        cluster_.push_back(row.cluster);
        weights_.push_back(row.weight);
        for (std::size_t k = 0; k < names; ++k) {
            preconditions[k].push_back(row.preconditions[k]);
        }
    }
    regressors_.assign(rows.size(), 1.0);
    if (with_controls) {
        regressors_.insert(regressors_.end(), treated_.begin(), treated_.end());
        add_strata();
        for (const std::vector<double>& column : preconditions) {
            add_centred(column);
        }
    }
}

void EffectColumns::add_strata() {
    const std::set<std::uint32_t> strata(stratum_.begin(), stratum_.end());
    bool is_first = true;
    for (const std::uint32_t stratum : strata) {
        if (std::exchange(is_first, false)) {
            continue; // the others say who is in it
        }
        std::vector<double> dummy(stratum_.size());
        for (std::size_t row = 0; row < dummy.size(); ++row) {
            dummy[row] = stratum_[row] == stratum ? 1.0 : 0.0;
        }
        const std::size_t begin = regressors_.size();
        add_centred(std::move(dummy));
        for (std::size_t row = 0; row < stratum_.size(); ++row) {
            regressors_.push_back(treated_[row] != 0 ? regressors_[begin + row] : 0.0);
        }
    }
}

void EffectColumns::add_centred(std::vector<double> column) {
    double sum = 0.0;
    double weight = 0.0;
    for (std::size_t row = 0; row < column.size(); ++row) {
        sum += weights_[row] * column[row];
        weight += weights_[row];
    }
    for (double& value : column) {
        value -= sum / weight;
    }
    regressors_.insert(regressors_.end(), column.begin(), column.end());
}

ClusteredRegression EffectColumns::regression() const noexcept {
    return {.outcome = outcome_, .regressors = regressors_, .cluster = cluster_, .weights = weights_};
}

bool EffectColumns::are_collinear() const {
    constexpr double least_share = 1e-10; // of a column's length that must be its own
    const auto rows = static_cast<Eigen::Index>(outcome_.size());
    Eigen::MatrixXd columns = Eigen::Map<const Eigen::MatrixXd>{
        regressors_.data(), rows, static_cast<Eigen::Index>(regressors_.size()) / rows};
    for (Eigen::Index k = 0; k < columns.cols(); ++k) {
        const double length = columns.col(k).norm();
        columns.col(k) /= length > 0.0 ? length : 1.0;
    }
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposed{columns};
    decomposed.setThreshold(least_share);
    return decomposed.rank() < columns.cols();
}

} // namespace samspill::detail
