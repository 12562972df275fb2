#include <samspill/pilot/bootstrap_means.hpp>

#include <samspill/core/numeric.hpp>

#include "core/distribution_tails.hpp"
#include "core/parallel.hpp"
#include "pilot/bootstrap_draws.hpp"
#include "pilot/bootstrap_units.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::BootstrapDraws;
using detail::BootstrapUnits;
using detail::require;

constexpr std::size_t blocks_of_task = 4;
/// Deviations this small beside the largest sum are rounding.
constexpr double no_deviation = 1e-12;

void check(const IndicatorColumns& columns, const BootstrapOptions& options) {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    require(columns.rows == 0 ? columns.values.empty() : columns.values.size() % columns.rows == 0,
            "values must have one entry for each row and column");
    require(columns.known.empty() || columns.known.size() == columns.values.size(),
            "known must have one entry for each value");
    require(columns.cluster.empty() || columns.cluster.size() == columns.rows,
            "cluster must have one entry for each row");
    require(columns.stratum.empty() || columns.stratum.size() == columns.rows,
            "stratum must have one entry for each row");
    require(columns.stratum.empty() || options.weights == BootstrapWeights::multinomial,
            "strata need multinomial weights");
    require(columns.rows < std::numeric_limits<std::uint32_t>::max(), "rows must be fewer than 2^32 - 1");
    require(options.replicates >= 1 && options.replicates <= most, "replicates must be 1 to 2^31");
    detail::require_level(options.level);
    for (std::size_t k = 0; k < columns.values.size(); ++k) {
        require((!columns.known.empty() && columns.known[k] == 0) || std::isfinite(columns.values[k]),
                "known values must be finite");
    }
}

/// means[j · replicates + b]; NaN where nothing known was drawn.
std::vector<double> replicate_means(const BootstrapUnits& units, const BootstrapOptions& options,
                                    RunControl* control) {
    const auto replicates = static_cast<std::size_t>(options.replicates);
    std::vector<double> means(units.columns * replicates);
    constexpr std::size_t lanes = detail::bootstrap_lanes;
    const std::size_t blocks = (replicates + lanes - 1) / lanes;
    const detail::BootstrapKernels kernels =
        detail::bootstrap_kernels(detail::available_instruction_sets().back());
    const std::size_t tasks = (blocks + blocks_of_task - 1) / blocks_of_task;
    detail::run_in_parallel(tasks, control, "replicates", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        BootstrapDraws draws{units.stratum_sizes, options.weights, options.seed, kernels};
        std::vector<double> sums(units.width() * lanes);
        const std::size_t end = std::min(blocks, (task + 1) * blocks_of_task);
        for (std::size_t block = task * blocks_of_task; block < end; ++block) {
            ticker.step(std::max<std::uint64_t>(StageTicker::poll_interval, units.units()));
            const auto counts = draws.counts(block * lanes);
            kernels.weighted_sums(counts.data(), units.table.data(), units.units(), units.width(),
                                  sums.data());
            const std::size_t used = std::min(lanes, replicates - block * lanes);
            for (std::size_t j = 0; j < units.columns; ++j) {
                for (std::size_t l = 0; l < used; ++l) {
                    means[j * replicates + block * lanes + l] =
                        sums[j * lanes + l] / sums[units.count_place(j) * lanes + l];
                }
            }
        }
    });
    return means;
}

/// Quantile of ascending numbers, between order statistics in proportion.
double quantile(std::span<const double> sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const double below = std::floor(place);
    const auto k = static_cast<std::size_t>(below);
    const std::size_t next = std::min(k + 1, sorted.size() - 1);
    return sorted[k] + (place - below) * (sorted[next] - sorted[k]);
}

/// What units whose sums are `away` add beyond the mean, less the same over their stratum; all 0 where
/// nothing can vary.
std::vector<double> deviations(const BootstrapUnits& units, std::size_t column, double mean,
                               std::vector<double> away) {
    double largest = 0.0;
    for (std::size_t unit = 0; unit < away.size(); ++unit) {
        largest = std::max(largest, std::abs(away[unit]));
        away[unit] -= mean * units.count(unit, column);
    }
    std::size_t begin = 0;
    double furthest = 0.0;
    for (const std::uint32_t size : units.stratum_sizes) {
        CompensatedSum sum;
        for (std::size_t unit = begin; unit < begin + size; ++unit) {
            sum.add(away[unit]);
        }
        for (std::size_t unit = begin; unit < begin + size; ++unit) {
            away[unit] -= sum.value() / static_cast<double>(size);
            furthest = std::max(furthest, std::abs(away[unit]));
        }
        begin += size;
    }
    if (furthest <= no_deviation * largest) {
        std::fill(away.begin(), away.end(), 0.0);
    }
    return away;
}

/// Σ d³ / (6 (Σ d²)^(3/2)).
double acceleration(const std::vector<double>& away) {
    CompensatedSum squares;
    CompensatedSum cubes;
    for (const double d : away) {
        squares.add(d * d);
        cubes.add(d * d * d);
    }
    return cubes.value() / (6.0 * squares.value() * std::sqrt(squares.value()));
}

double standard_deviation(std::span<const double> sorted) {
    CompensatedSum sum;
    for (const double number : sorted) {
        sum.add(number);
    }
    const double mean = sum.value() / static_cast<double>(sorted.size());
    CompensatedSum squares;
    for (const double number : sorted) {
        squares.add((number - mean) * (number - mean));
    }
    return std::sqrt(squares.value() / static_cast<double>(sorted.size() - 1));
}

void add_bca(BootstrapMean& mean, std::span<const double> sorted, double skewness, double level) {
    const double slack = detail::tie_tolerance * mean.se.value_or(0.0);
    const auto below = std::lower_bound(sorted.begin(), sorted.end(), *mean.estimate - slack);
    const auto not_above = std::upper_bound(sorted.begin(), sorted.end(), *mean.estimate + slack);
    const double share = 0.5 * static_cast<double>((below - sorted.begin()) + (not_above - sorted.begin())) /
                         static_cast<double>(sorted.size());
    if (share <= 0.0 || share >= 1.0) {
        mean.bca_reason = "all replicates on one side of the estimate";
        return;
    }
    const double bias = detail::normal_quantile_of_upper_tail(1.0 - share);
    const double reach = detail::normal_quantile_of_upper_tail(0.5 * (1.0 - level));
    const auto corrected = [&](double z) {
        const double moved = bias + z;
        return 1.0 - detail::normal_upper_tail(bias + moved / (1.0 - skewness * moved));
    };
    mean.bca_low = quantile(sorted, corrected(-reach));
    mean.bca_high = quantile(sorted, corrected(reach));
}

void refuse(BootstrapMean& mean, std::string_view reason) {
    mean.status = Status::not_applicable;
    mean.reason = reason;
}

BootstrapMean mean_of(const BootstrapUnits& units, std::size_t column, std::span<double> replicates,
                      double level) {
    BootstrapMean mean;
    std::vector<double> sums(units.units());
    CompensatedSum sum;
    double known = 0.0; // whole numbers: exact
    for (std::size_t unit = 0; unit < units.units(); ++unit) {
        sums[unit] = units.sum(unit, column);
        sum.add(sums[unit]);
        known += units.count(unit, column);
    }
    mean.known = static_cast<std::size_t>(known);
    if (mean.known == 0) {
        refuse(mean, "nothing known");
        return mean;
    }
    mean.estimate = sum.value() / known;
    const std::vector<double> away = deviations(units, column, *mean.estimate, std::move(sums));
    if (std::all_of(away.begin(), away.end(), [](double d) { return d == 0.0; })) {
        refuse(mean, "no variance");
        return mean;
    }
    const auto end =
        std::partition(replicates.begin(), replicates.end(), [](double x) { return !std::isnan(x); });
    std::sort(replicates.begin(), end);
    const std::span<const double> sorted{replicates.begin(), end};
    mean.undefined = static_cast<std::int64_t>(replicates.size() - sorted.size());
    if (sorted.empty()) {
        refuse(mean, "nothing known in any replicate");
        return mean;
    }
    if (sorted.size() > 1) {
        mean.se = standard_deviation(sorted);
    }
    const double tail = 0.5 * (1.0 - level);
    mean.percentile_low = quantile(sorted, tail);
    mean.percentile_high = quantile(sorted, 1.0 - tail);
    mean.basic_low = 2.0 * *mean.estimate - *mean.percentile_high;
    mean.basic_high = 2.0 * *mean.estimate - *mean.percentile_low;
    add_bca(mean, sorted, acceleration(away), level);
    return mean;
}

BootstrapMeansResult refused(BootstrapMeansResult result, std::string_view reason) {
    result.status = Status::not_applicable;
    result.reason = reason;
    return result;
}

} // namespace

BootstrapMeansResult bootstrap_means(const IndicatorColumns& columns, const BootstrapOptions& options,
                                     RunControl* control) {
    check(columns, options);
    BootstrapMeansResult result;
    result.convention = options.weights == BootstrapWeights::multinomial
                            ? "multinomial weights: as many draws with replacement as units"
                            : "Poisson weights with mean 1";
    result.rows = columns.rows;
    result.replicates = options.replicates;
    result.seed = options.seed;
    result.level = options.level;
    if (columns.values.empty()) {
        return refused(result, "empty");
    }
    const BootstrapUnits units = detail::bootstrap_units(columns);
    result.units = units.units();
    result.strata = units.stratum_sizes.size();
    if (result.units == 1) {
        return refused(result, "one unit only");
    }
    std::vector<double> means = replicate_means(units, options, control);
    result.means.resize(units.columns);
    const auto replicates = static_cast<std::size_t>(options.replicates);
    detail::run_in_parallel(units.columns, control, {}, [&](std::size_t j, RunControl* /*own*/) {
        result.means[j] =
            mean_of(units, j, std::span{means}.subspan(j * replicates, replicates), options.level);
    });
    return result;
}

} // namespace samspill
