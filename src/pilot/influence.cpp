#include "pilot/influence.hpp"

#include "core/distribution_tails.hpp"

namespace samspill::detail {

double normal_reach(double level) noexcept { return normal_quantile_of_upper_tail(0.5 * (1.0 - level)); }

Eigen::VectorXd InfluenceTable::sums_by_cluster(const Eigen::VectorXd& influence) const {
    Eigen::VectorXd sums = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(clusters_));
    for (std::size_t unit = 0; unit < cluster_.size(); ++unit) {
        sums[cluster_[unit]] += influence[static_cast<Eigen::Index>(unit)];
    }
    return sums;
}

double InfluenceTable::standard_error(const Eigen::VectorXd& influence) const {
    return sums_by_cluster(influence).norm() / static_cast<double>(cluster_.size());
}

StaggeredEstimate InfluenceTable::described(const InfluencedEstimate& estimate, double level) const {
    StaggeredEstimate described;
    described.estimate = estimate.value;
    if (estimate.influence.size() == 0) {
        described.reason = "no standard error: a group of one unit";
        return described;
    }
    const double se = standard_error(estimate.influence);
    if (se <= 0.0) {
        described.reason = "no variance";
        return described;
    }
    described.se = se;
    const double reach = se * normal_reach(level);
    described.low = estimate.value - reach;
    described.high = estimate.value + reach;
    return described;
}

} // namespace samspill::detail
