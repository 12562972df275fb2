#include <samspill/pilot/difference_in_differences.hpp>

#include <samspill/core/numeric.hpp>

#include "core/require.hpp"
#include "core/student_t.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace samspill {
namespace {

double mean_of(const std::vector<double>& numbers) {
    CompensatedSum sum;
    for (const double number : numbers) {
        sum.add(number);
    }
    return sum.value() / static_cast<double>(numbers.size());
}

/// One arm's outcomes, each column in ascending order, so that their sums are the same for any order of
/// units.
struct Arm {
    std::vector<double> before;
    std::vector<double> after;
    std::vector<double> change;

    void sort() {
        for (auto* column : {&before, &after, &change}) {
            std::sort(column->begin(), column->end());
        }
    }
    [[nodiscard]] double units() const noexcept { return static_cast<double>(change.size()); }
    /// Squares of the changes' distances from their mean.
    [[nodiscard]] double squares() const {
        const double mean = mean_of(change);
        CompensatedSum sum;
        for (const double one : change) {
            sum.add((one - mean) * (one - mean));
        }
        return sum.value();
    }
};

DifferenceTest refused(std::string_view convention, std::string_view reason) {
    DifferenceTest test;
    test.convention = convention;
    test.status = Status::not_applicable;
    test.reason = reason;
    return test;
}

DifferenceTest made(std::string_view convention, double estimate, double variance, double degrees,
                    double level) {
    DifferenceTest test;
    test.convention = convention;
    test.se = std::sqrt(variance);
    test.degrees_of_freedom = degrees;
    test.t = estimate / *test.se;
    test.p = detail::student_two_sided(*test.t, degrees);
    const double reach = *test.se * detail::student_quantile_of_upper_tail(0.5 * (1.0 - level), degrees);
    test.low = estimate - reach;
    test.high = estimate + reach;
    return test;
}

DifferenceTest pooled_test(const Arm& treated, const Arm& controls, double estimate, double level) {
    constexpr std::string_view convention = "changes vary alike in both arms";
    const double degrees = treated.units() + controls.units() - 2.0;
    if (degrees < 1.0) {
        return refused(convention, "fewer than three units");
    }
    const double variance = (treated.squares() + controls.squares()) / degrees;
    if (variance <= 0.0) {
        return refused(convention, "no variance");
    }
    return made(convention, estimate, variance * (1.0 / treated.units() + 1.0 / controls.units()), degrees,
                level);
}

DifferenceTest welch_test(const Arm& treated, const Arm& controls, double estimate, double level) {
    constexpr std::string_view convention = "each arm's changes vary in their own way";
    if (treated.units() < 2.0 || controls.units() < 2.0) {
        return refused(convention, "fewer than two units in an arm");
    }
    const auto variance_of_mean = [](const Arm& arm) {
        return arm.squares() / ((arm.units() - 1.0) * arm.units());
    };
    const double first = variance_of_mean(treated);
    const double second = variance_of_mean(controls);
    const double variance = first + second;
    if (variance <= 0.0) {
        return refused(convention, "no variance");
    }
    const double degrees =
        variance * variance /
        (first * first / (treated.units() - 1.0) + second * second / (controls.units() - 1.0));
    return made(convention, estimate, variance, degrees, level);
}

} // namespace

DifferenceInDifferencesResult difference_in_differences(std::span<const std::optional<double>> before,
                                                        std::span<const std::optional<double>> after,
                                                        std::span<const std::uint8_t> treated, double level) {
    detail::require(before.size() == treated.size() && after.size() == treated.size(),
                    "before, after and treated must have one entry for each unit");
    detail::require(level > 0.0 && level < 1.0, "level must be in (0, 1)");
    const auto usable = [](const std::optional<double>& outcome) {
        return !outcome || std::isfinite(*outcome);
    };
    detail::require(std::all_of(before.begin(), before.end(), usable) &&
                        std::all_of(after.begin(), after.end(), usable),
                    "outcomes must be finite");
    DifferenceInDifferencesResult result;
    result.level = level;
    Arm arm_treated;
    Arm arm_controls;
    for (std::size_t k = 0; k < treated.size(); ++k) {
        if (!before[k] || !after[k]) {
            ++result.left_out;
            continue;
        }
        Arm& own = treated[k] != 0 ? arm_treated : arm_controls;
        own.before.push_back(*before[k]);
        own.after.push_back(*after[k]);
        own.change.push_back(*after[k] - *before[k]);
    }
    result.treated = arm_treated.change.size();
    result.controls = arm_controls.change.size();
    if (result.treated == 0 || result.controls == 0) {
        result.status = Status::not_applicable;
        result.reason = treated.empty()       ? "empty"
                        : result.treated == 0 ? "no treated with both waves"
                                              : "no controls with both waves";
        result.pooled = refused({}, result.reason);
        result.welch = result.pooled;
        return result;
    }
    arm_treated.sort();
    arm_controls.sort();
    result.treated_before = mean_of(arm_treated.before);
    result.treated_after = mean_of(arm_treated.after);
    result.controls_before = mean_of(arm_controls.before);
    result.controls_after = mean_of(arm_controls.after);
    result.estimate = mean_of(arm_treated.change) - mean_of(arm_controls.change);
    result.pooled = pooled_test(arm_treated, arm_controls, *result.estimate, level);
    result.welch = welch_test(arm_treated, arm_controls, *result.estimate, level);
    return result;
}

} // namespace samspill
