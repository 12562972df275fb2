#include "pilot/effect_columns.hpp"

#include <Eigen/Dense>

#include <cstddef>
#include <set>
#include <utility>

namespace samspill::detail {

EffectColumns::EffectColumns(const std::vector<EffectRow>& rows, bool with_controls) {
    const std::size_t names = rows.front().preconditions.size();
    preconditions_.assign(names, {});
    for (const EffectRow& row : rows) {
        outcome_.push_back(row.change());
        treated_.push_back(row.treated ? 1 : 0);
        stratum_.push_back(row.stratum);
        cluster_.push_back(row.cluster);
        weights_.push_back(row.weight);
        for (std::size_t k = 0; k < names; ++k) {
            preconditions_[k].push_back(row.preconditions[k]);
        }
    }
    regressors_.assign(rows.size(), 1.0);
    if (with_controls) {
        regressors_.insert(regressors_.end(), treated_.begin(), treated_.end());
        add_strata();
        for (const std::vector<double>& column : preconditions_) {
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

std::vector<double> EffectColumns::unexplained() const {
    if (preconditions_.empty()) {
        return outcome_;
    }
    const auto rows = static_cast<Eigen::Index>(outcome_.size());
    Eigen::MatrixXd design(rows, static_cast<Eigen::Index>(preconditions_.size()) + 1);
    design.col(0).setOnes();
    for (std::size_t k = 0; k < preconditions_.size(); ++k) {
        design.col(static_cast<Eigen::Index>(k) + 1) =
            Eigen::Map<const Eigen::VectorXd>{preconditions_[k].data(), rows};
    }
    const Eigen::Map<const Eigen::VectorXd> outcome{outcome_.data(), rows};
    const Eigen::VectorXd root = Eigen::Map<const Eigen::VectorXd>{weights_.data(), rows}.cwiseSqrt();
    const Eigen::MatrixXd scaled = root.asDiagonal() * design;
    const Eigen::VectorXd fit = scaled.colPivHouseholderQr().solve(root.cwiseProduct(outcome));
    const Eigen::VectorXd left = outcome - design * fit;
    return {left.begin(), left.end()};
}

} // namespace samspill::detail
