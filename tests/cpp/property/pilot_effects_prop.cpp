// Effects of pilots: what must hold for any outcomes of any municipalities (methods 2.6).
#include <samspill/pilot/cluster_robust.hpp>
#include <samspill/pilot/randomisation_test.hpp>
#include <samspill/pilot/staggered_adoption.hpp>
#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include "support/pilot_columns.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

namespace samspill {
namespace {

using testing_support::RegressionColumns;

/// Changes of municipalities, the first ones treated; at least two of either.
struct Pilot {
    std::vector<double> change;
    std::size_t treated = 0;

    [[nodiscard]] std::vector<std::uint8_t> arms() const {
        std::vector<std::uint8_t> arms(change.size(), 0);
        std::fill_n(arms.begin(), treated, std::uint8_t{1});
        return arms;
    }
    [[nodiscard]] RegressionColumns columns() const {
        RegressionColumns columns;
        columns.outcome = change;
        for (std::size_t k = 0; k < change.size(); ++k) {
            columns.cluster.push_back(static_cast<std::uint32_t>(k));
            columns.regressors.push_back(k < treated ? 1.0 : 0.0);
        }
        columns.regressors.resize(2 * change.size(), 1.0);
        return columns;
    }
};

Pilot any_pilot() {
    Pilot pilot;
    const int units = *rc::gen::inRange(4, 9);
    pilot.treated = static_cast<std::size_t>(*rc::gen::inRange(2, units - 1));
    for (int k = 0; k < units; ++k) {
        pilot.change.push_back(0.25 * *rc::gen::inRange(-40, 40));
    }
    return pilot;
}

double squares(const std::vector<double>& numbers, std::size_t from, std::size_t to) {
    const auto count = static_cast<double>(to - from);
    double mean = 0.0;
    for (std::size_t k = from; k < to; ++k) {
        mean += numbers[k] / count;
    }
    double sum = 0.0;
    for (std::size_t k = from; k < to; ++k) {
        sum += (numbers[k] - mean) * (numbers[k] - mean);
    }
    return sum;
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * (1.0 + std::abs(b)); }

RC_GTEST_PROP(PilotEffects, CR2IsWelchAndVariancesRiseFromCR0ToCR3, ()) {
    const Pilot pilot = any_pilot();
    const RegressionColumns columns = pilot.columns();
    const ClusterRobustResult result = cluster_robust(columns.view());
    const auto m = static_cast<double>(pilot.treated);
    const auto n = static_cast<double>(pilot.change.size() - pilot.treated);
    const double first = squares(pilot.change, 0, pilot.treated);
    const double second = squares(pilot.change, pilot.treated, pilot.change.size());
    RC_PRE(first + second > 0.0);
    const auto se = [&](ClusterVariance variance) {
        return result.errors[static_cast<std::size_t>(variance)].se.value();
    };
    RC_ASSERT(near(se(ClusterVariance::cr2), std::sqrt(first / (m * (m - 1)) + second / (n * (n - 1)))));
    RC_ASSERT(se(ClusterVariance::cr0) <= se(ClusterVariance::cr2) + 1e-12);
    RC_ASSERT(se(ClusterVariance::cr2) <= se(ClusterVariance::cr3) + 1e-12);
}

RC_GTEST_PROP(PilotEffects, CountsOfArrangementsAreWhole, ()) {
    const Pilot pilot = any_pilot();
    const RegressionColumns columns = pilot.columns();
    const RandomisationResult lots = randomisation_test(pilot.change, pilot.arms());
    const WildBootstrapResult signs = wild_cluster_bootstrap(columns.view(), {.limits = false});
    RC_PRE(lots.p.has_value() && signs.p.has_value());
    const auto is_whole = [](double number) { return near(number, std::round(number)); };
    RC_ASSERT(is_whole(*lots.p * static_cast<double>(*lots.arrangements)));
    RC_ASSERT(is_whole(*signs.p * std::exp2(static_cast<double>(pilot.change.size()))));
    RC_ASSERT(*lots.p >= *lots.smallest_p);
    RC_ASSERT(*signs.p >= *signs.smallest_p);
}

RC_GTEST_PROP(PilotEffects, ConstantsOfUnitsAndPeriodsDoNotMatter, ()) {
    const Pilot pilot = any_pilot();
    std::vector<std::uint32_t> unit;
    std::vector<std::int32_t> period;
    std::vector<std::int32_t> first_treated;
    std::vector<double> outcome;
    const double of_period = 0.5 * *rc::gen::inRange(-20, 20);
    for (std::uint32_t k = 0; k < pilot.change.size(); ++k) {
        const double of_unit = 0.5 * *rc::gen::inRange(-20, 20);
        unit.insert(unit.end(), {k, k});
        period.insert(period.end(), {1, 2});
        outcome.insert(outcome.end(), {of_unit, of_unit + of_period + pilot.change[k]});
        const std::int32_t first = k < pilot.treated ? 2 : never_treated;
        first_treated.insert(first_treated.end(), {first, first});
    }
    const StaggeredResult result = staggered_adoption({unit, period, outcome, first_treated, {}});
    const RandomisationResult lots = randomisation_test(pilot.change, pilot.arms());
    RC_PRE(lots.estimate.has_value());
    RC_ASSERT(result.cells.size() == 1U);
    RC_ASSERT(near(*result.cells.front().effect.estimate, *lots.estimate));
}

RC_GTEST_PROP(PilotEffects, OrderOfUnitsDoesNotChangeABit, ()) {
    const Pilot pilot = any_pilot();
    const RegressionColumns columns = pilot.columns();
    std::vector<std::size_t> order(pilot.change.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937 random{static_cast<std::uint32_t>(*rc::gen::inRange(0, 1'000'000))};
    std::shuffle(order.begin(), order.end(), random);
    RegressionColumns turned;
    std::vector<std::uint8_t> arms;
    for (const std::size_t k : order) {
        turned.outcome.push_back(columns.outcome[k]);
        turned.cluster.push_back(columns.cluster[k]);
        turned.regressors.push_back(columns.regressors[k]);
        arms.push_back(pilot.arms()[k]);
    }
    turned.regressors.resize(columns.regressors.size(), 1.0);
    const RandomisationResult lots = randomisation_test(pilot.change, pilot.arms());
    const RandomisationResult other = randomisation_test(turned.outcome, arms);
    RC_ASSERT(lots.estimate == other.estimate);
    RC_ASSERT(lots.p == other.p);
    RC_ASSERT(lots.low == other.low);
    const WildBootstrapOptions options{.weights = WildWeights::webb, .replicates = 999};
    const WildBootstrapResult signs = wild_cluster_bootstrap(columns.view(), options);
    const WildBootstrapResult again = wild_cluster_bootstrap(turned.view(), options);
    RC_ASSERT(signs.t == again.t);
    RC_ASSERT(signs.p == again.p);
    RC_ASSERT(signs.high == again.high);
}

} // namespace
} // namespace samspill
