#include <samspill/pilot/random_effects.hpp>

#include <samspill/core/numeric.hpp>

#include "core/distribution_tails.hpp"
#include "core/student_t.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace samspill {
namespace {

/// Sites in an order that does not depend on the one given.
struct Sites {
    std::vector<double> effect;
    std::vector<double> variance;

    [[nodiscard]] std::size_t size() const noexcept { return effect.size(); }
};

Sites ordered(std::span<const double> effects, std::span<const double> variances) {
    const auto order = detail::ordered_rows(effects.size(), [&](std::size_t a, std::size_t b) {
        return std::tie(effects[a], variances[a]) < std::tie(effects[b], variances[b]);
    });
    Sites sites;
    sites.effect.reserve(order.size());
    sites.variance.reserve(order.size());
    for (const std::size_t row : order) {
        sites.effect.push_back(effects[row]);
        sites.variance.push_back(variances[row]);
    }
    return sites;
}

/// Sums over sites with the weights 1 / (variance + tau_square).
struct WeightedSums {
    double weights = 0.0;
    double squared_weights = 0.0;
    double mean = 0.0;
    double distance = 0.0;          ///< Σ w (y - mean)²
    double squared_distance = 0.0;  ///< Σ w² (y - mean)²
    double squared_variances = 0.0; ///< Σ w² v
};

WeightedSums sums_of(const Sites& sites, double tau_square) {
    CompensatedSum weights;
    CompensatedSum squared_weights;
    CompensatedSum total;
    CompensatedSum squared_variances;
    for (std::size_t k = 0; k < sites.size(); ++k) {
        const double w = 1.0 / (sites.variance[k] + tau_square);
        weights.add(w);
        squared_weights.add(w * w);
        total.add(w * sites.effect[k]);
        squared_variances.add(w * w * sites.variance[k]);
    }
    WeightedSums sums{.weights = weights.value(),
                      .squared_weights = squared_weights.value(),
                      .mean = total.value() / weights.value(),
                      .squared_variances = squared_variances.value()};
    CompensatedSum distance;
    CompensatedSum squared_distance;
    for (std::size_t k = 0; k < sites.size(); ++k) {
        const double w = 1.0 / (sites.variance[k] + tau_square);
        const double away = sites.effect[k] - sums.mean;
        distance.add(w * away * away);
        squared_distance.add(w * w * away * away);
    }
    sums.distance = distance.value();
    sums.squared_distance = squared_distance.value();
    return sums;
}

double by_dersimonian_laird(const WeightedSums& fixed, double degrees) {
    const double scale = fixed.weights - fixed.squared_weights / fixed.weights;
    return std::max(0.0, (fixed.distance - degrees) / scale);
}

/// Scoring steps for restricted maximum likelihood: the variance at which squared distances are as large as
/// expected, each site with the square of its weight.
double by_reml(const Sites& sites, double start) {
    double tau_square = start;
    for (int step = 0; step < 10'000; ++step) {
        const WeightedSums sums = sums_of(sites, tau_square);
        const double next =
            std::max(0.0, (sums.squared_distance - sums.squared_variances) / sums.squared_weights +
                              1.0 / sums.weights);
        const bool is_settled = std::abs(next - tau_square) <= 1e-14 * (next + 1.0 / sums.weights);
        tau_square = next;
        if (is_settled) {
            break;
        }
    }
    return tau_square;
}

void add_prediction(RandomEffectsResult& result) {
    if (result.sites < 3) {
        result.prediction_reason = "fewer than three sites";
        return;
    }
    const double reach = detail::student_quantile_of_upper_tail(0.5 * (1.0 - result.level),
                                                                static_cast<double>(result.sites) - 2.0) *
                         std::sqrt(*result.tau_square + *result.se * *result.se);
    result.prediction_low = *result.mean - reach;
    result.prediction_high = *result.mean + reach;
}

/// Variance between sites, and how far they differ.
void add_heterogeneity(RandomEffectsResult& result, const Sites& sites, const WeightedSums& fixed,
                       BetweenVariance between) {
    if (result.sites < 2) {
        result.tau_square_reason = "one site";
        return;
    }
    const double degrees = static_cast<double>(result.sites) - 1.0;
    result.q = fixed.distance;
    result.q_p = detail::chi_square_upper_tail(fixed.distance, static_cast<std::int64_t>(result.sites) - 1);
    result.i_square = fixed.distance > degrees ? (fixed.distance - degrees) / fixed.distance : 0.0;
    const double from_q = by_dersimonian_laird(fixed, degrees);
    result.tau_square = between == BetweenVariance::reml ? by_reml(sites, from_q) : from_q;
    if (*result.tau_square == 0.0) {
        result.tau_square_reason = "sites differ no more than by chance";
    }
}

} // namespace

RandomEffectsResult random_effects(std::span<const double> effects, std::span<const double> variances,
                                   const RandomEffectsOptions& options) {
    detail::require_level(options.level);
    detail::require(effects.size() == variances.size(), "variances must have one entry for each effect");
    detail::require_finite(effects, "effects must be finite");
    detail::require_above_zero(variances, "variances must be above 0");
    RandomEffectsResult result;
    result.convention = options.between == BetweenVariance::reml
                            ? "restricted maximum likelihood; normal limits of the mean"
                            : "DerSimonian and Laird; normal limits of the mean";
    result.sites = effects.size();
    result.level = options.level;
    if (effects.empty()) {
        result.status = Status::not_applicable;
        result.reason = "empty";
        return result;
    }
    const Sites sites = ordered(effects, variances);
    const WeightedSums fixed = sums_of(sites, 0.0);
    result.fixed_mean = fixed.mean;
    result.fixed_se = std::sqrt(1.0 / fixed.weights);
    add_heterogeneity(result, sites, fixed, options.between);
    const double tau_square = result.tau_square.value_or(0.0);
    const WeightedSums random = sums_of(sites, tau_square);
    result.mean = random.mean;
    result.se = std::sqrt(1.0 / random.weights);
    const double reach = *result.se * detail::normal_quantile_of_upper_tail(0.5 * (1.0 - options.level));
    result.low = random.mean - reach;
    result.high = random.mean + reach;
    add_prediction(result);
    result.site_effects.reserve(effects.size());
    for (std::size_t k = 0; k < effects.size(); ++k) {
        const double kept = result.tau_square ? tau_square / (tau_square + variances[k]) : 1.0;
        result.site_effects.push_back(random.mean + kept * (effects[k] - random.mean));
    }
    return result;
}

} // namespace samspill
