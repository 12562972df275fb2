#include <samspill/pilot/effect_power.hpp>

#include "core/noncentral_t.hpp"
#include "core/student_t.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>

namespace samspill {
namespace {

using detail::require;

constexpr double furthest_shift = 100.0;
constexpr std::int64_t most_clusters = 100'000;

EffectPowerResult begun(const EffectPowerOptions& options) {
    require(options.alpha > 0.0 && options.alpha < 1.0, "alpha must be in (0, 1)");
    require(options.power > options.alpha && options.power < 1.0, "power must be above alpha and below 1");
    EffectPowerResult result;
    result.convention = "two-sided t test, clusters equally large, repeated cross-sections";
    result.alpha = options.alpha;
    return result;
}

EffectPowerResult refused(EffectPowerResult result, std::string_view reason) {
    result.status = Status::not_applicable;
    result.reason = reason;
    return result;
}

/// A two-sided t test.
class TwoSidedTest {
public:
    TwoSidedTest(double degrees, double alpha)
        : degrees_{degrees}, critical_{detail::student_quantile_of_upper_tail(0.5 * alpha, degrees)} {}

    /// Chance that |t| is beyond its critical value when the effect is `shift` standard errors, at least 0.
    [[nodiscard]] double power(double shift) const {
        return detail::noncentral_t_upper_tail(critical_, degrees_, shift) +
               detail::noncentral_t_upper_tail(critical_, degrees_, -shift);
    }

    /// The shift that is found with the chance `wanted`; none when it is beyond what can be computed. The
    /// chance rises with the shift, so halving finds it.
    [[nodiscard]] std::optional<double> shift_found(double wanted) const {
        double low = 0.0;
        double high = 1.0;
        while (power(high) < wanted) {
            if (high >= furthest_shift) {
                return std::nullopt;
            }
            low = high;
            high = std::min(2.0 * high, furthest_shift);
        }
        for (int step = 0; step < 60; ++step) {
            const double middle = 0.5 * (low + high);
            (power(middle) < wanted ? low : high) = middle;
        }
        return high;
    }

private:
    double degrees_;
    double critical_;
};

void add_effect(EffectPowerResult& result, double se, double degrees, const EffectPowerOptions& options) {
    result.se = se;
    result.degrees_of_freedom = degrees;
    result.power = options.power;
    result.approximate_effect = se * (detail::student_quantile_of_upper_tail(0.5 * options.alpha, degrees) +
                                      detail::student_quantile_of_upper_tail(1.0 - options.power, degrees));
    if (const auto shift = TwoSidedTest{degrees, options.alpha}.shift_found(options.power)) {
        result.effect = se * *shift;
    } else {
        result.reason = "the exact effect is beyond 100 standard errors";
    }
}

/// Fills in what the design says; empty unless there is no t test of it.
std::string_view add_design(EffectPowerResult& result, const PilotDesign& design) {
    const double variance = effect_variance(design);
    result.treated_clusters = design.treated_clusters;
    result.control_clusters = design.control_clusters;
    if (design.treated_clusters + design.control_clusters < 3) {
        return "no degrees of freedom";
    }
    if (variance <= 0.0) {
        return "no variance";
    }
    result.se = std::sqrt(variance);
    result.degrees_of_freedom = static_cast<double>(design.treated_clusters + design.control_clusters - 2);
    return {};
}

} // namespace

double effect_variance(const PilotDesign& design) {
    const double rho = design.intra_cluster_correlation;
    const double r = design.cluster_autocorrelation;
    const double sd = design.standard_deviation;
    constexpr std::int64_t most = std::int64_t{1} << 52;
    require(design.treated_clusters >= 1 && design.treated_clusters <= most && design.control_clusters >= 1 &&
                design.control_clusters <= most,
            "each arm must have a cluster");
    require(design.people >= 1, "people must be at least 1");
    require(rho >= 0.0 && rho <= 1.0, "intra_cluster_correlation must be in [0, 1]");
    require(r >= -1.0 && r <= 1.0, "cluster_autocorrelation must be in [-1, 1]");
    require(std::isfinite(sd) && sd > 0.0, "standard_deviation must be above 0");
    const double of_a_wave = rho * (1.0 - r) + (1.0 - rho) / static_cast<double>(design.people);
    return 2.0 * of_a_wave * sd * sd *
           (1.0 / static_cast<double>(design.treated_clusters) +
            1.0 / static_cast<double>(design.control_clusters));
}

EffectPowerResult minimum_detectable_effect(const PilotDesign& design, const EffectPowerOptions& options) {
    EffectPowerResult result = begun(options);
    if (const std::string_view obstacle = add_design(result, design); !obstacle.empty()) {
        return refused(result, obstacle);
    }
    add_effect(result, *result.se, *result.degrees_of_freedom, options);
    return result;
}

EffectPowerResult minimum_detectable_effect(double se, double degrees_of_freedom,
                                            const EffectPowerOptions& options) {
    require(std::isfinite(se) && se > 0.0, "se must be above 0");
    require(degrees_of_freedom > 0.0, "degrees_of_freedom must be above 0");
    EffectPowerResult result = begun(options);
    result.convention = "two-sided t test";
    add_effect(result, se, degrees_of_freedom, options);
    return result;
}

EffectPowerResult power_of_effect(const PilotDesign& design, double effect,
                                  const EffectPowerOptions& options) {
    require(std::isfinite(effect), "effect must be finite");
    EffectPowerResult result = begun(options);
    result.effect = effect;
    if (const std::string_view obstacle = add_design(result, design); !obstacle.empty()) {
        return refused(result, obstacle);
    }
    const double shift = std::abs(effect) / *result.se;
    const TwoSidedTest test{*result.degrees_of_freedom, options.alpha};
    result.power = test.power(std::min(shift, furthest_shift));
    return result;
}

EffectPowerResult clusters_needed(const PilotDesign& design, double effect,
                                  const EffectPowerOptions& options) {
    require(std::isfinite(effect), "effect must be finite");
    const auto with = [&](std::int64_t clusters) {
        PilotDesign balanced = design;
        balanced.treated_clusters = clusters;
        balanced.control_clusters = clusters;
        return power_of_effect(balanced, effect, options);
    };
    EffectPowerResult most = with(most_clusters);
    if (most.status != Status::ok || effect == 0.0 || *most.power < options.power) {
        EffectPowerResult result = begun(options);
        result.effect = effect;
        return refused(result, most.status != Status::ok ? most.reason
                               : effect == 0.0           ? "no effect"
                                                         : "more than 100,000 clusters an arm");
    }
    std::int64_t too_few = 1;
    std::int64_t enough = most_clusters;
    while (enough - too_few > 1) {
        const std::int64_t middle = too_few + (enough - too_few) / 2;
        (*with(middle).power < options.power ? too_few : enough) = middle;
    }
    return with(enough);
}

} // namespace samspill
