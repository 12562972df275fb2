// Effects on indicators of studies: what must hold whatever the numbers are.
#include <samspill/pilot/pilot_effect.hpp>
#include <samspill/pilot/pilot_effects.hpp>

#include "support/small_pilot.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using testing_support::small_pilot;
using testing_support::SmallUnit;

constexpr std::size_t waves = 4;

/// Units over four waves, first treated at 1, 2, 3 or never, in up to two strata; some values are missing.
std::vector<SmallUnit> any_units() {
    const auto count = *rc::gen::inRange<std::size_t>(4, 9);
    std::vector<SmallUnit> units;
    for (std::size_t k = 0; k < count; ++k) {
        SmallUnit unit;
        unit.id = "u" + std::to_string(k);
        const int first = *rc::gen::inRange(1, 6);
        unit.first_wave = first < 4 ? std::to_string(first) : "never";
        unit.stratum = *rc::gen::element<std::string>("s", "t");
        for (std::size_t wave = 0; wave < waves; ++wave) {
            const int value = *rc::gen::inRange(-50, 50);
            unit.values.push_back(value > 45 ? std::nullopt : std::optional{value / 8.0});
        }
        units.push_back(unit);
    }
    return units;
}

PilotEffectOptions few_draws(EffectDesign design) {
    PilotEffectOptions options;
    options.design = design;
    options.replicates = 199;
    return options;
}

/// Difference of changes by its definition: unit by unit, stratum by stratum.
std::optional<double> plain_difference(const std::vector<SmallUnit>& units, std::size_t baseline) {
    double sum = 0.0;
    double weight = 0.0;
    for (const std::string stratum : {"s", "t"}) {
        double changes[2] = {0.0, 0.0};
        double counts[2] = {0.0, 0.0};
        for (const SmallUnit& unit : units) {
            const auto& before = unit.values[baseline];
            const auto& after = unit.values[waves - 1];
            const bool treated = unit.first_wave != "never";
            const bool in_time = !treated || std::stoul(unit.first_wave) > baseline;
            if (unit.stratum == stratum && before && after && in_time) {
                changes[treated ? 1 : 0] += *after - *before;
                counts[treated ? 1 : 0] += 1.0;
            }
        }
        if (counts[0] > 0.0 && counts[1] > 0.0) {
            sum += (counts[0] + counts[1]) * (changes[1] / counts[1] - changes[0] / counts[0]);
            weight += counts[0] + counts[1];
        }
    }
    return weight > 0.0 ? std::optional{sum / weight} : std::nullopt;
}

RC_GTEST_PROP(StudyEffectProp, TwoWavesAreTheDifferenceOfChangesByItsDefinition, ()) {
    const std::vector<SmallUnit> units = any_units();
    const PilotEffect effect = pilot_effect(small_pilot(units), 0, few_draws(EffectDesign::two_waves));
    if (effect.reason == "no unit is treated after the first wave") {
        return;
    }
    const std::optional<double> expected = plain_difference(units, effect.baseline);
    if (!effect.estimate) {
        // outcomes that are all equal have a difference of 0 and no test
        RC_ASSERT((!expected || std::abs(*expected) < 1e-9));
        return;
    }
    RC_ASSERT(expected.has_value());
    RC_ASSERT(std::abs(*effect.estimate - *expected) < 1e-9);
    for (const EffectEstimate& estimate : effect.estimates) {
        if (estimate.estimate) {
            RC_ASSERT(std::abs(*estimate.estimate - *expected) < 1e-8);
        }
        if (estimate.p) {
            RC_ASSERT((*estimate.p >= 0.0 && *estimate.p <= 1.0));
        }
        if (estimate.p && estimate.smallest_p) {
            RC_ASSERT(*estimate.p >= *estimate.smallest_p * (1.0 - 1e-9));
        }
        if (estimate.low && estimate.high) {
            RC_ASSERT(*estimate.low <= *estimate.high);
        }
    }
}

RC_GTEST_PROP(StudyEffectProp, StaggeredArrangementsStartFromTheObservedAggregate, ()) {
    const PilotEffect effect = pilot_effect(small_pilot(any_units()), 0, few_draws(EffectDesign::staggered));
    if (!effect.estimate) {
        RC_ASSERT(!effect.reason.empty());
        return;
    }
    // summed cell by cell with influence functions, unit by unit, and as a regression over stacked cells
    for (const EffectEstimate& estimate : effect.estimates) {
        if (estimate.estimate) {
            RC_ASSERT(std::abs(*estimate.estimate - *effect.estimate) < 1e-9);
        }
    }
}

RC_GTEST_PROP(StudyEffectProp, DoesNotDependOnTheOrderOfRows, ()) {
    std::vector<SmallUnit> units = any_units();
    const PilotStudy study = small_pilot(units);
    std::mt19937 random{*rc::gen::arbitrary<unsigned>()};
    std::shuffle(units.begin(), units.end(), random);
    const PilotStudy shuffled = small_pilot(units);
    RC_ASSERT(study.fingerprint() == shuffled.fingerprint());
    for (const EffectDesign design : {EffectDesign::two_waves, EffectDesign::staggered}) {
        const PilotEffect a = pilot_effect(study, 0, few_draws(design));
        const PilotEffect b = pilot_effect(shuffled, 0, few_draws(design));
        RC_ASSERT(a.estimates.size() == b.estimates.size());
        for (std::size_t k = 0; k < a.estimates.size(); ++k) {
            RC_ASSERT(a.estimates[k].p == b.estimates[k].p);
            RC_ASSERT(a.estimates[k].estimate == b.estimates[k].estimate);
            RC_ASSERT(a.estimates[k].low == b.estimates[k].low);
        }
    }
}

// Methods 2.6: constants of units and of periods change nothing.
RC_GTEST_PROP(StudyEffectProp, ConstantsOfUnitsAndWavesChangeNothing, ()) {
    std::vector<SmallUnit> units = any_units();
    const PilotStudy study = small_pilot(units);
    std::vector<double> of_wave;
    for (std::size_t wave = 0; wave < waves; ++wave) {
        of_wave.push_back(*rc::gen::inRange(-40, 40) / 4.0);
    }
    for (SmallUnit& unit : units) {
        const double own = *rc::gen::inRange(-40, 40) / 4.0;
        for (std::size_t wave = 0; wave < waves; ++wave) {
            if (unit.values[wave]) {
                *unit.values[wave] += own + of_wave[wave];
            }
        }
    }
    const PilotStudy moved = small_pilot(units);
    for (const EffectDesign design : {EffectDesign::two_waves, EffectDesign::staggered}) {
        const PilotEffect a = pilot_effect(study, 0, few_draws(design));
        const PilotEffect b = pilot_effect(moved, 0, few_draws(design));
        if (a.estimate && b.estimate) {
            RC_ASSERT(std::abs(*a.estimate - *b.estimate) < 1e-9);
            RC_ASSERT(a.estimates.front().p == b.estimates.front().p);
        }
    }
}

/// Units over two waves with one precondition that treatment goes with; `effect` is taken from the treated.
PilotStudy preconditioned(const std::vector<std::pair<int, double>>& units, double effect) {
    PilotStudyBuilder builder;
    Indicator indicator;
    indicator.id = "x";
    builder.add_indicator(indicator);
    for (std::size_t k = 0; k < units.size(); ++k) {
        const std::string unit = "u" + std::to_string(k);
        const bool treated = k % 2 == 0;
        for (const int wave : {0, 1}) {
            Observation row;
            row.unit = unit;
            row.wave = std::to_string(wave);
            row.indicator = "x";
            row.value = wave == 0 ? 0.0 : units[k].second - (treated ? effect : 0.0);
            builder.add_observation(row);
        }
        builder.add_treatment({unit, {}, treated ? "1" : "never", {}, {}, std::nullopt});
        builder.add_precondition({unit, "size", static_cast<double>(units[k].first)});
    }
    return builder.build();
}

// Limits beside preconditions are the first and the last effect that is not rejected once it is taken from
// the treated, also where arrangements are as extreme again further out.
RC_GTEST_PROP(StudyEffectProp, LimitsBesidePreconditionsHoldWhatIsNotRejected, ()) {
    std::vector<std::pair<int, double>> units;
    for (std::size_t k = 0; k < 8; ++k) {
        units.emplace_back(*rc::gen::inRange(0, 12) + (k % 2 == 0 ? *rc::gen::inRange(0, 9) : 0),
                           *rc::gen::inRange(-50, 50) / 8.0);
    }
    PilotEffectOptions options = few_draws(EffectDesign::two_waves);
    options.adjust_for = {0};
    options.level = 0.7;
    const PilotEffect effect = pilot_effect(preconditioned(units, 0.0), 0, options);
    if (!effect.estimate || !effect.estimates.front().p) {
        return;
    }
    const EffectEstimate& found = effect.estimates.front();
    RC_ASSERT(std::abs(found.estimate.value() - *effect.estimate) < 1e-9);
    const auto p_without = [&](double tau) {
        return pilot_effect(preconditioned(units, tau), 0, options).estimates.front().p;
    };
    constexpr double alpha = 0.3 * (1.0 - 1e-9);
    for (const auto& [limit, sign] : {std::pair{found.high, 1.0}, std::pair{found.low, -1.0}}) {
        if (!limit) {
            RC_ASSERT(p_without(*effect.estimate + sign * 1e5).value_or(1.0) >= alpha);
            continue;
        }
        RC_ASSERT(p_without(*limit - sign * 1e-6).value_or(1.0) >= alpha);
        for (const double beyond : {1e-6, 0.1, 1.0, 3.0, 10.0, 100.0, 1e4}) {
            RC_ASSERT(p_without(*limit + sign * beyond).value_or(1.0) < alpha);
        }
    }
}

/// Units with what is missing as it makes the effect least (`sign` -1) or greatest.
std::vector<SmallUnit> filled(std::vector<SmallUnit> units, std::size_t baseline, double sign) {
    constexpr double end = 10.0;
    for (SmallUnit& unit : units) {
        const double own = unit.first_wave == "never" ? -sign : sign;
        unit.values[waves - 1] = unit.values[waves - 1].value_or(own * end);
        unit.values[baseline] = unit.values[baseline].value_or(-own * end);
    }
    return units;
}

RC_GTEST_PROP(StudyEffectProp, BoundsTakeTheWorstAndTheBestThatMayBe, ()) {
    Indicator indicator;
    indicator.id = "x";
    indicator.least = -10.0;
    indicator.greatest = 10.0;
    std::vector<SmallUnit> units = any_units();
    const PilotEffect effect = pilot_effect(testing_support::small_pilot_builder(units, indicator).build(), 0,
                                            few_draws(EffectDesign::two_waves));
    const auto low = plain_difference(filled(units, effect.baseline, -1.0), effect.baseline);
    const auto high = plain_difference(filled(units, effect.baseline, 1.0), effect.baseline);
    RC_ASSERT(effect.bounds.low.has_value() == low.has_value());
    if (low) {
        RC_ASSERT(std::abs(*effect.bounds.low - *low) < 1e-9);
        RC_ASSERT(std::abs(effect.bounds.high.value() - high.value()) < 1e-9);
    }
}

} // namespace
} // namespace samspill
