#include <samspill/analysis/survival.hpp>

#include "core/distribution_tails.hpp"
#include "core/require.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace samspill {
namespace {

constexpr double half = 0.5 * (1.0 + 1e-12); // one half, whatever rounding made of it

/// exp, 0 where it is below the range.
double decay(double exponent) { return exponent < -690.0 ? 0.0 : exponential(exponent); }

void set_limits(SurvivalStep& step, double z) {
    if (step.survival <= 0.0) {
        return;
    }
    step.se = step.survival * std::sqrt(step.greenwood);
    if (step.survival < 1.0) {
        const double logarithm = natural_log(step.survival);
        const double spread = std::min(z * std::sqrt(step.greenwood) / -logarithm, 690.0);
        step.low = decay(logarithm * exponential(spread));
        step.high = decay(logarithm * exponential(-spread));
    }
}

/// One step for each distinct time, with counts only.
std::vector<SurvivalStep> counted(std::vector<Spell> spells) {
    std::sort(spells.begin(), spells.end(), [](const Spell& a, const Spell& b) { return a.time < b.time; });
    std::vector<SurvivalStep> steps;
    auto at_risk = static_cast<std::int64_t>(spells.size());
    for (const Spell& spell : spells) {
        if (steps.empty() || steps.back().time != spell.time) {
            SurvivalStep step;
            step.time = spell.time;
            step.at_risk = at_risk;
            steps.push_back(step);
        }
        ++(spell.event ? steps.back().events : steps.back().censored);
        --at_risk;
    }
    return steps;
}

/// d/(n(n - d)), where not all at risk have the event.
double variance_term(const SurvivalStep& step) {
    const auto left = static_cast<double>(step.at_risk - step.events);
    return static_cast<double>(step.events) / (static_cast<double>(step.at_risk) * left);
}

/// Fills in survival. Between two censorings the factors are one quotient of counts, so that nothing is
/// rounded but the last division.
void set_survival(std::vector<SurvivalStep>& steps, double z) {
    double before = 1.0; // at the start of the run of times without censoring
    std::int64_t at_start = 0;
    CompensatedSum greenwood;
    bool new_run = true;
    for (SurvivalStep& step : steps) {
        if (new_run) {
            at_start = step.at_risk;
        }
        const std::int64_t left = step.at_risk - step.events;
        step.survival = before * (static_cast<double>(left) / static_cast<double>(at_start));
        if (left > 0) {
            greenwood.add(variance_term(step));
        }
        step.greenwood = left == 0 ? std::numeric_limits<double>::infinity() : greenwood.value();
        set_limits(step, z);
        new_run = step.censored > 0;
        before = new_run ? step.survival : before;
    }
}

template <class Value>
std::optional<double> first_at_most_half(const std::vector<SurvivalStep>& steps, Value value) {
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [&](const SurvivalStep& step) { return value(step) <= half; });
    return found == steps.end() ? std::nullopt : std::optional{found->time};
}

Interval median_of(const SurvivalCurve& curve) {
    Interval median;
    median.method = curve.method;
    median.convention = "first time with survival at most one half";
    median.n = curve.n;
    median.level = curve.level;
    median.estimate = first_at_most_half(curve.steps, [](const SurvivalStep& step) { return step.survival; });
    // no limits can be made at survival 0 and 1: the lower is then the curve, the upper is not reached
    median.low = first_at_most_half(
        curve.steps, [](const SurvivalStep& step) { return step.low.value_or(step.survival); });
    median.high =
        first_at_most_half(curve.steps, [](const SurvivalStep& step) { return step.high.value_or(1.0); });
    if (!median.estimate) {
        median.status = Status::not_applicable;
        median.reason = "not reached: more than one half are without the event at the end";
    } else if (!median.high) {
        median.reason = "the upper limit is not reached";
    }
    return median;
}

} // namespace

SurvivalCurve kaplan_meier(std::span<const Spell> spells, double level) {
    detail::require(level > 0.0 && level < 1.0, "level must be between 0 and 1");
    detail::require(
        std::all_of(spells.begin(), spells.end(),
                    [](const Spell& spell) { return std::isfinite(spell.time) && spell.time >= 0.0; }),
        "times must be finite and not negative");
    SurvivalCurve curve;
    curve.level = level;
    curve.n = static_cast<std::int64_t>(spells.size());
    curve.events =
        std::count_if(spells.begin(), spells.end(), [](const Spell& spell) { return spell.event; });
    curve.steps = counted({spells.begin(), spells.end()});
    set_survival(curve.steps, detail::normal_quantile_of_upper_tail(0.5 * (1.0 - level)));
    curve.median = median_of(curve);
    if (spells.empty()) {
        curve.status = curve.median.status = Status::not_applicable;
        curve.reason = curve.median.reason = "empty";
    } else if (curve.events == 0) {
        curve.reason = "no events: survival is 1 throughout";
    }
    return curve;
}

RestrictedMean restricted_mean(const SurvivalCurve& curve, double until) {
    detail::require(std::isfinite(until) && until > 0.0, "until must be finite and above 0");
    RestrictedMean result;
    result.until = until;
    if (curve.steps.empty()) {
        result.status = Status::not_applicable;
        result.reason = "empty";
        return result;
    }
    if (until > curve.steps.back().time && curve.steps.back().survival > 0.0) {
        result.status = Status::not_applicable;
        result.reason = "until lies beyond the last spell";
        return result;
    }
    // from the end: what a step adds to the variance depends on the area that follows it
    CompensatedSum area;
    CompensatedSum variance;
    double end = until;
    for (std::size_t k = curve.steps.size(); k-- > 0;) {
        const SurvivalStep& step = curve.steps[k];
        if (step.time >= until) {
            continue;
        }
        area.add(step.survival * (end - step.time));
        end = step.time;
        if (step.at_risk > step.events) {
            variance.add(area.value() * area.value() * variance_term(step));
        }
    }
    area.add(end);
    result.mean = area.value();
    result.se = std::sqrt(variance.value());
    return result;
}

} // namespace samspill
