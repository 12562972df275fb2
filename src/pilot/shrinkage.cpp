#include <samspill/pilot/shrinkage.hpp>

#include <samspill/core/numeric.hpp>

#include "core/gamma_function.hpp"
#include "pilot/columns.hpp"
#include "pilot/gamma_draws.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace samspill {
namespace {

using detail::require;

void check(std::span<const std::int64_t> observed, std::span<const double> expected,
           const ShrinkageOptions& options) {
    require(observed.size() == expected.size(), "expected must have one entry for each observed count");
    require(std::all_of(observed.begin(), observed.end(), [](std::int64_t count) { return count >= 0; }),
            "observed counts must not be below 0");
    detail::require_above_zero(expected, "expected counts must be above 0");
    detail::require_level(options.level);
    require(options.draws >= 1 && options.draws <= 100'000'000, "draws must be 1 to 10^8");
}

/// Units alike in both counts.
struct Alike {
    std::int64_t observed = 0;
    double expected = 0.0;
    std::vector<std::size_t> rows;
};

std::vector<Alike> grouped(std::span<const std::int64_t> observed, std::span<const double> expected) {
    const auto order = detail::ordered_rows(observed.size(), [&](std::size_t a, std::size_t b) {
        return std::pair{observed[a], expected[a]} < std::pair{observed[b], expected[b]};
    });
    std::vector<Alike> groups;
    for (const std::size_t row : order) {
        if (groups.empty() || groups.back().observed != observed[row] ||
            groups.back().expected != expected[row]) {
            groups.push_back({observed[row], expected[row], {}});
        }
        groups.back().rows.push_back(row);
    }
    return groups;
}

/// Marshall's moments.
void add_moments(ShrinkageResult& result, const std::vector<Alike>& groups) {
    CompensatedSum observed;
    CompensatedSum expected;
    for (const Alike& group : groups) {
        const auto units = static_cast<double>(group.rows.size());
        observed.add(units * static_cast<double>(group.observed));
        expected.add(units * group.expected);
    }
    const double mean = observed.value() / expected.value();
    CompensatedSum squares;
    for (const Alike& group : groups) {
        const double away = static_cast<double>(group.observed) / group.expected - mean;
        squares.add(static_cast<double>(group.rows.size()) * group.expected * away * away);
    }
    const double by_chance = mean * static_cast<double>(result.units) / expected.value();
    result.mean = mean;
    const double beyond = squares.value() / expected.value() - by_chance;
    result.variance = beyond > detail::tie_tolerance * by_chance ? beyond : 0.0;
}

/// The gamma distribution that is left for each group's true ratio.
struct Posterior {
    double shape = 0.0;
    double rate = 0.0;
};

Posterior posterior_of(const Alike& group, double mean, double variance) {
    return {mean * mean / variance + static_cast<double>(group.observed), mean / variance + group.expected};
}

/// How often units of a group had each rank, over all draws.
class RankTally {
public:
    explicit RankTally(std::size_t units) : times_(units, 0) {}

    void add(std::size_t rank) { ++times_[rank]; }
    [[nodiscard]] double mean() const {
        double sum = 0.0;
        double all = 0.0;
        for (std::size_t rank = 0; rank < times_.size(); ++rank) {
            sum += static_cast<double>(times_[rank]) * static_cast<double>(rank + 1);
            all += static_cast<double>(times_[rank]);
        }
        return sum / all;
    }
    /// The lowest rank that is not exceeded in `share` of the draws.
    [[nodiscard]] std::int64_t quantile(double share) const {
        std::int64_t all = 0;
        for (const std::int64_t count : times_) {
            all += count;
        }
        std::int64_t sum = 0;
        std::size_t rank = 0;
        while (rank + 1 < times_.size()) {
            sum += times_[rank];
            if (static_cast<double>(sum) >= share * static_cast<double>(all)) {
                break;
            }
            ++rank;
        }
        return static_cast<std::int64_t>(rank) + 1;
    }

private:
    std::vector<std::int64_t> times_;
};

std::vector<RankTally> draw_ranks(const std::vector<Alike>& groups, const std::vector<Posterior>& posteriors,
                                  std::size_t units, const ShrinkageOptions& options, RunControl* control) {
    std::vector<RankTally> tallies(groups.size(), RankTally{units});
    std::vector<std::pair<double, std::size_t>> drawn;
    drawn.reserve(units);
    StageTicker ticker{control, "ranks", static_cast<std::uint64_t>(options.draws) * units};
    for (std::int64_t k = 0; k < options.draws; ++k) {
        CounterRandom random{options.seed, static_cast<std::uint64_t>(k)};
        drawn.clear();
        for (std::size_t g = 0; g < groups.size(); ++g) {
            for (std::size_t unit = 0; unit < groups[g].rows.size(); ++unit) {
                drawn.emplace_back(detail::draw_gamma(posteriors[g].shape, random) / posteriors[g].rate, g);
            }
        }
        std::sort(drawn.begin(), drawn.end());
        for (std::size_t rank = 0; rank < drawn.size(); ++rank) {
            tallies[drawn[rank].second].add(rank);
        }
        ticker.step(units);
    }
    return tallies;
}

void add_limits(ShrinkageResult& result, const std::vector<Alike>& groups, const ShrinkageOptions& options,
                RunControl* control) {
    const double tail = 0.5 * (1.0 - options.level);
    std::vector<Posterior> posteriors;
    posteriors.reserve(groups.size());
    for (const Alike& group : groups) {
        posteriors.push_back(posterior_of(group, *result.mean, *result.variance));
    }
    result.draws = options.draws;
    const auto tallies = draw_ranks(groups, posteriors, result.units, options, control);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const Posterior& own = posteriors[g];
        const double low = detail::gamma_quantile_of_lower_tail(tail, own.shape) / own.rate;
        const double high = detail::gamma_quantile_of_upper_tail(tail, own.shape) / own.rate;
        for (const std::size_t row : groups[g].rows) {
            ShrunkenRatio& ratio = result.ratios[row];
            ratio.low = low;
            ratio.high = high;
            ratio.mean_rank = tallies[g].mean();
            ratio.rank_low = tallies[g].quantile(tail);
            ratio.rank_high = tallies[g].quantile(1.0 - tail);
        }
    }
}

} // namespace

ShrinkageResult shrunken_ratios(std::span<const std::int64_t> observed, std::span<const double> expected,
                                const ShrinkageOptions& options, RunControl* control) {
    check(observed, expected, options);
    ShrinkageResult result;
    result.convention = "gamma prior, Marshall's moments";
    result.units = observed.size();
    result.level = options.level;
    result.seed = options.seed;
    if (observed.empty()) {
        result.status = Status::not_applicable;
        result.reason = "empty";
        return result;
    }
    const std::vector<Alike> groups = grouped(observed, expected);
    add_moments(result, groups);
    result.ratios.reserve(result.units);
    for (std::size_t row = 0; row < result.units; ++row) {
        ShrunkenRatio ratio;
        ratio.observed = observed[row];
        ratio.expected = expected[row];
        ratio.ratio = static_cast<double>(observed[row]) / expected[row];
        ratio.weight = *result.variance > 0.0
                           ? *result.variance / (*result.variance + *result.mean / expected[row])
                           : 0.0;
        ratio.shrunken = *result.mean + ratio.weight * (ratio.ratio - *result.mean);
        result.ratios.push_back(ratio);
    }
    if (*result.variance == 0.0) {
        result.reason = "no variation beyond chance: every unit is drawn to the mean";
        return result;
    }
    add_limits(result, groups, options, control);
    return result;
}

} // namespace samspill
