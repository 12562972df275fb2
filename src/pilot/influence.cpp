#include "pilot/influence.hpp"

#include "core/distribution_tails.hpp"
#include "core/parallel.hpp"
#include "pilot/wild_draws.hpp"

#include <algorithm>
#include <cmath>

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

double simultaneous_reach(const Eigen::MatrixXd& scaled_sums, double level, std::int64_t replicates,
                          std::uint64_t seed, RunControl* control) {
    const auto clusters = static_cast<std::size_t>(scaled_sums.rows());
    const WildDraws draws{clusters, WildWeights::rademacher, replicates, seed};
    constexpr std::int64_t draws_of_a_task = 512;
    const auto count = static_cast<std::size_t>(draws.count());
    std::vector<double> largest(count);
    const auto tasks = static_cast<std::size_t>((draws.count() + draws_of_a_task - 1) / draws_of_a_task);
    run_in_parallel(tasks, control, "multiplier bootstrap", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        std::vector<double> weights(clusters * wild_lanes);
        const std::int64_t begin = static_cast<std::int64_t>(task) * draws_of_a_task;
        const std::int64_t end = std::min(draws.count(), begin + draws_of_a_task);
        for (std::int64_t first = begin; first < end; first += static_cast<std::int64_t>(wild_lanes)) {
            ticker.step(clusters);
            draws.fill(first, weights);
            const Eigen::Map<const Eigen::MatrixXd> signs{weights.data(), wild_lanes, scaled_sums.rows()};
            const Eigen::MatrixXd t = signs * scaled_sums;
            for (std::int64_t l = 0; l < std::min(static_cast<std::int64_t>(wild_lanes), end - first); ++l) {
                largest[static_cast<std::size_t>(first + l)] = t.row(l).cwiseAbs().maxCoeff();
            }
        }
    });
    const auto rank = static_cast<std::ptrdiff_t>(
        std::min(std::ceil(level * static_cast<double>(count)), static_cast<double>(count)) - 1.0);
    std::nth_element(largest.begin(), largest.begin() + rank, largest.end());
    return largest[static_cast<std::size_t>(rank)];
}

} // namespace samspill::detail
