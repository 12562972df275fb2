// Further effects of pilots: what must hold for any outcomes (methods 2.6).
#include <samspill/analysis/pathway_funnel.hpp>
#include <samspill/pilot/bootstrap_means.hpp>
#include <samspill/pilot/neighbourhood_influence.hpp>
#include <samspill/pilot/qap_correlation.hpp>
#include <samspill/pilot/synthetic_control.hpp>
#include <samspill/pilot/two_way_fixed_effects.hpp>

#include "support/panel_columns.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using testing_support::PanelColumns;

/// Below `end` whatever the size that RapidCheck is at: numbers that are all 0 would not be told apart.
int any_below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }

std::vector<double> any_numbers(int count) {
    std::vector<double> numbers;
    numbers.reserve(static_cast<std::size_t>(count));
    for (int k = 0; k < count; ++k) {
        numbers.push_back(0.25 * (any_below(80) - 40));
    }
    return numbers;
}

RC_GTEST_PROP(SyntheticControl, WeightsAreOnTheSimplexAndNoOtherFitsBetter, ()) {
    const int before = *rc::gen::inRange(1, 6);
    const int donors = *rc::gen::inRange(2, 9);
    std::vector<std::vector<double>> outcomes;
    PanelColumns panel;
    for (int unit = 0; unit <= donors; ++unit) {
        outcomes.push_back(any_numbers(before + 2));
        panel.add(static_cast<std::uint32_t>(unit), outcomes.back());
    }
    SyntheticControlOptions options;
    options.poor_fit = 1e6;
    const SyntheticControlResult result =
        synthetic_control({panel.unit, panel.period, panel.outcome, 0, before + 1}, options);
    RC_PRE(result.status == Status::ok);
    double sum = 0.0;
    for (const DonorWeight& donor : result.weights) {
        RC_ASSERT(donor.weight > 0.0);
        sum += donor.weight;
    }
    RC_ASSERT(std::abs(sum - 1.0) < 1e-9);
    // Karush, Kuhn & Tucker: gap · (donor - synthetic) is 0 where a donor has a weight, and never above
    const auto toward = [&](std::uint32_t unit) {
        double product = 0.0;
        for (std::size_t t = 0; t < static_cast<std::size_t>(before); ++t) {
            product += result.gaps[t].gap * (outcomes[unit][t] - result.gaps[t].synthetic);
        }
        return product;
    };
    for (std::uint32_t unit = 1; unit <= static_cast<std::uint32_t>(donors); ++unit) {
        RC_ASSERT(toward(unit) < 1e-8);
    }
    for (const DonorWeight& donor : result.weights) {
        RC_ASSERT(std::abs(toward(donor.unit)) < 1e-8);
    }
    if (result.p) {
        RC_ASSERT(*result.p >= *result.smallest_p);
        RC_ASSERT(*result.p <= 1.0);
    }
}

RC_GTEST_PROP(TwoWayFixedEffects, ConstantsOfUnitsAndPeriodsDoNotMatter, ()) {
    const int units = 4 + any_below(3);
    const int periods = 2 + any_below(3);
    PanelColumns panel;
    std::vector<double> moved;
    std::vector<double> treatment;
    const std::vector<double> of_period = any_numbers(periods);
    for (int unit = 0; unit < units; ++unit) {
        panel.add(static_cast<std::uint32_t>(unit), any_numbers(periods));
        const double of_unit = any_numbers(1)[0];
        for (const double shift : of_period) {
            moved.push_back(panel.outcome[moved.size()] + of_unit + shift);
            treatment.push_back(any_below(2));
        }
    }
    const TwoWayResult a =
        two_way_fixed_effects({panel.unit, panel.period, panel.outcome, treatment, {}, {}, {}});
    const TwoWayResult b = two_way_fixed_effects({panel.unit, panel.period, moved, treatment, {}, {}, {}});
    RC_ASSERT(a.status == b.status);
    RC_PRE(a.effect.estimate.has_value());
    RC_ASSERT(std::abs(*a.effect.estimate - *b.effect.estimate) < 1e-8);
}

RC_GTEST_PROP(BootstrapMeans, LimitsLieBetweenTheExtremesAndScaleWithTheValues, ()) {
    const int rows = *rc::gen::inRange(2, 30);
    const std::vector<double> values = any_numbers(rows);
    std::vector<double> doubled = values;
    std::for_each(doubled.begin(), doubled.end(), [](double& value) { value *= 2.0; });
    const auto weights = *rc::gen::element(BootstrapWeights::multinomial, BootstrapWeights::poisson);
    const BootstrapOptions options{.weights = weights, .replicates = 50};
    const auto count = static_cast<std::size_t>(rows);
    const BootstrapMean mean = bootstrap_means({count, values, {}, {}, {}}, options).means.at(0);
    const BootstrapMean twice = bootstrap_means({count, doubled, {}, {}, {}}, options).means.at(0);
    RC_ASSERT(mean.status == twice.status);
    RC_PRE(mean.status == Status::ok);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    RC_ASSERT(*mean.percentile_low >= *least - 1e-9);
    RC_ASSERT(*mean.percentile_high <= *most + 1e-9);
    RC_ASSERT(*mean.percentile_low <= *mean.percentile_high);
    RC_ASSERT(*twice.percentile_low == 2.0 * *mean.percentile_low); // a power of two rounds nothing
    RC_ASSERT(*twice.se == 2.0 * *mean.se);
}

RC_GTEST_PROP(QapCorrelation, CountsOfOrdersAreWhole, ()) {
    const int units = 3 + any_below(3);
    std::vector<std::uint32_t> unit;
    std::vector<std::optional<double>> first;
    std::vector<std::optional<double>> second;
    unit.reserve(static_cast<std::size_t>(units));
    for (int k = 0; k < units; ++k) {
        unit.push_back(static_cast<std::uint32_t>(k));
    }
    for (int k = 0; k < units * units; ++k) {
        first.emplace_back(any_below(4));
        second.emplace_back(any_below(4));
    }
    const QapResult result = qap_correlation({unit, first, second});
    const QapResult swapped = qap_correlation({unit, second, first});
    RC_PRE(result.p.has_value());
    const double count = *result.p * static_cast<double>(*result.arrangements);
    RC_ASSERT(std::abs(count - std::round(count)) < 1e-6);
    RC_ASSERT(*result.p >= *result.smallest_p);
    RC_ASSERT(std::abs(*result.correlation) <= 1.0 + 1e-12);
    // exchanging the units of one relation or of the other goes through the same pairs of orders
    RC_ASSERT(*swapped.p == *result.p);
}

RC_GTEST_PROP(NeighbourhoodInfluence, WithoutNeighboursItLeavesOneOut, ()) {
    const int units = *rc::gen::inRange(4, 12);
    const std::vector<double> change = any_numbers(units);
    std::vector<std::uint32_t> unit;
    std::vector<std::uint8_t> treated;
    for (int k = 0; k < units; ++k) {
        unit.push_back(static_cast<std::uint32_t>(k));
        treated.push_back(k < units / 2 ? 1 : 0);
    }
    const NeighbourhoodRange range = leave_one_neighbourhood_out(unit, change, treated, {});
    RC_ASSERT(range.not_identified == 0U);
    RC_ASSERT(*range.low <= *range.estimate + 1e-9); // the mean of the others lies on either side
    RC_ASSERT(*range.high >= *range.estimate - 1e-9);
}

RC_GTEST_PROP(PathwayFunnel, TheProductLiesBetweenItsLimits, ()) {
    std::vector<FunnelCount> counts;
    const int stages = *rc::gen::inRange(1, 5);
    for (int stage = 0; stage < stages; ++stage) {
        const std::int64_t entered = *rc::gen::inRange(1, 60);
        counts.push_back(
            {0, static_cast<std::size_t>(stage), entered, *rc::gen::inRange<std::int64_t>(0, entered + 1)});
    }
    const PathwayFunnelResult result = pathway_funnel(counts);
    const FunnelPathway& pathway = result.pathways.at(0);
    RC_ASSERT(*pathway.low <= *pathway.through + 1e-12);
    RC_ASSERT(*pathway.through <= *pathway.high + 1e-12);
    RC_ASSERT(*pathway.high <= 1.0);
    RC_ASSERT(*pathway.reached <= static_cast<double>(*counts[0].entered) + 1e-9);
}

} // namespace
} // namespace samspill
