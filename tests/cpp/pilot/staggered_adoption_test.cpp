#include <samspill/pilot/staggered_adoption.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace samspill {
namespace {

/// Columns that own what a StaggeredPanel views.
struct Panel {
    std::vector<std::uint32_t> unit;
    std::vector<std::int32_t> period;
    std::vector<double> outcome;
    std::vector<std::int32_t> first_treated;
    std::vector<std::uint32_t> cluster;

    void add(std::uint32_t number, std::int32_t treated, const std::vector<double>& outcomes) {
        for (std::size_t t = 0; t < outcomes.size(); ++t) {
            unit.push_back(number);
            period.push_back(static_cast<std::int32_t>(t) + 1);
            outcome.push_back(outcomes[t]);
            first_treated.push_back(treated);
        }
    }
    [[nodiscard]] StaggeredPanel view() const { return {unit, period, outcome, first_treated, cluster}; }
};

/// Methods M3.8: A treated from period 2, B from 3, C never.
Panel three() {
    Panel panel;
    panel.add(0, 2, {1, 4, 6});
    panel.add(1, 3, {2, 3, 7});
    panel.add(2, never_treated, {0, 1, 2});
    return panel;
}

const StaggeredAggregateEffect& aggregate(const StaggeredResult& result, StaggeredAggregate kind,
                                          std::optional<std::int32_t> key = {}) {
    const auto found = std::find_if(result.aggregates.begin(), result.aggregates.end(),
                                    [&](const auto& row) { return row.kind == kind && row.key == key; });
    EXPECT_NE(found, result.aggregates.end());
    return *found;
}

double att(const StaggeredResult& result, std::int32_t group, std::int32_t period) {
    const auto found = std::find_if(result.cells.begin(), result.cells.end(), [&](const auto& cell) {
        return cell.group == group && cell.period == period;
    });
    return found == result.cells.end() ? std::nan("") : found->effect.estimate.value();
}

TEST(StaggeredAdoption, GivesTheWorkedNumbers) {
    const Panel panel = three();
    const StaggeredResult result = staggered_adoption(panel.view());
    EXPECT_EQ(att(result, 2, 2), 2.0);
    EXPECT_EQ(att(result, 2, 3), 3.0);
    EXPECT_EQ(att(result, 3, 3), 3.0);
    EXPECT_EQ(att(result, 3, 2), 0.0);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::simple).effect.estimate, 8.0 / 3.0, 1e-12);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::dynamic, 0).effect.estimate, 2.5, 1e-12);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::dynamic, 1).effect.estimate, 3.0, 1e-12);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::dynamic, -1).effect.estimate, 0.0, 1e-12);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::dynamic_overall).effect.estimate, 2.75, 1e-12);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::group_overall).effect.estimate, 2.75, 1e-12);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::calendar_overall).effect.estimate, 2.5, 1e-12);
    for (const GroupTimeEffect& cell : result.cells) {
        EXPECT_FALSE(cell.effect.se);
        EXPECT_EQ(cell.effect.reason, "no standard error: a group of one unit");
    }
}

TEST(StaggeredAdoption, TakesThoseNotYetTreatedAsControls) {
    const Panel panel = three();
    const StaggeredResult result =
        staggered_adoption(panel.view(), {.comparison = StaggeredComparison::not_yet});
    // change of A from 1 to 2 is 3; of B and C, both not yet treated, 1 and 1
    EXPECT_EQ(att(result, 2, 2), 2.0);
    EXPECT_EQ(result.cells.front().controls, 2U);
    Panel without_never;
    without_never.add(0, 2, {1, 4, 6});
    without_never.add(1, 3, {2, 4, 7});
    const StaggeredResult pair =
        staggered_adoption(without_never.view(), {.comparison = StaggeredComparison::not_yet});
    EXPECT_EQ(att(pair, 2, 2), 1.0); // 3 less the 2 of B
    const auto last = pair.cells.back();
    EXPECT_EQ(last.effect.reason, "no controls with both periods");
}

/// Two groups and one date: the two-by-two difference in differences with its textbook standard error.
TEST(StaggeredAdoption, IsDifferenceInDifferencesForOneDate) {
    Panel panel;
    const std::vector<double> treated{6, 4, 7};
    const std::vector<double> controls{1, 2, 0, 3};
    std::uint32_t number = 0;
    for (const double change : treated) {
        panel.add(number, 2, {10.0 + number, 10.0 + number + change});
        ++number;
    }
    for (const double change : controls) {
        panel.add(number, never_treated, {5.0 * number, 5.0 * number + change});
        ++number;
    }
    const StaggeredResult result = staggered_adoption(panel.view(), {.replicates = 999});
    const double mean_treated = 17.0 / 3.0;
    const double mean_controls = 1.5;
    EXPECT_NEAR(att(result, 2, 2), mean_treated - mean_controls, 1e-12);
    const auto squares = [](const std::vector<double>& changes, double mean) {
        double sum = 0.0;
        for (const double change : changes) {
            sum += (change - mean) * (change - mean);
        }
        return sum / static_cast<double>(changes.size() * changes.size());
    };
    const double se = std::sqrt(squares(treated, mean_treated) + squares(controls, mean_controls));
    const StaggeredEstimate& effect = result.cells.front().effect;
    EXPECT_NEAR(*effect.se, se, 1e-12);
    EXPECT_NEAR(*effect.high - *effect.estimate, 1.959963984540054 * se, 1e-12);
    EXPECT_LE(*effect.band_low, *effect.low);
    EXPECT_NEAR(*aggregate(result, StaggeredAggregate::simple).effect.se, se, 1e-12)
        << "with one cell there are no weights to be uncertain of";
}

/// The jackknife reads the influence of a unit off the estimate without it.
TEST(StaggeredAdoption, InfluenceAgreesWithLeavingOutEachUnit) {
    const auto outcome_of = [](std::uint32_t unit, int period) {
        return std::sin(1.7 * unit + 0.9 * period) + 0.2 * period;
    };
    constexpr std::uint32_t units = 400;
    const auto made = [&](std::optional<std::uint32_t> without) {
        Panel panel;
        for (std::uint32_t unit = 0; unit < units; ++unit) {
            if (unit != without) {
                const std::int32_t treated = unit % 4 == 0 ? 2 : unit % 4 == 1 ? 3 : never_treated;
                panel.add(unit, treated, {outcome_of(unit, 1), outcome_of(unit, 2), outcome_of(unit, 3)});
            }
        }
        return panel;
    };
    const Panel all = made({});
    const StaggeredResult result = staggered_adoption(all.view());
    for (const auto kind : {StaggeredAggregate::simple, StaggeredAggregate::group_overall,
                            StaggeredAggregate::dynamic_overall, StaggeredAggregate::calendar_overall}) {
        const StaggeredEstimate& effect = aggregate(result, kind).effect;
        double squares = 0.0;
        for (std::uint32_t unit = 0; unit < units; ++unit) {
            const Panel rest = made(unit);
            const double change =
                *aggregate(staggered_adoption(rest.view()), kind).effect.estimate - *effect.estimate;
            squares += change * change;
        }
        EXPECT_NEAR(*effect.se, std::sqrt(squares), 0.02 * *effect.se);
    }
}

TEST(StaggeredAdoption, ClustersAddUpTheirUnits) {
    Panel panel;
    for (std::uint32_t unit = 0; unit < 12; ++unit) {
        panel.add(unit, unit % 3 == 0 ? 2 : never_treated, {std::sin(unit), std::cos(2.0 * unit)});
        panel.cluster.insert(panel.cluster.end(), {unit / 2, unit / 2});
    }
    const StaggeredResult clustered = staggered_adoption(panel.view());
    EXPECT_EQ(clustered.clusters, 6U);
    Panel doubled = panel; // every cluster twice as a unit of its own gives other errors
    doubled.cluster.clear();
    const StaggeredResult single = staggered_adoption(doubled.view());
    EXPECT_EQ(single.clusters, 12U);
    EXPECT_EQ(clustered.cells.front().effect.estimate, single.cells.front().effect.estimate);
    EXPECT_NE(clustered.cells.front().effect.se, single.cells.front().effect.se);
}

TEST(StaggeredAdoption, LeavesOutWhoHasNoPeriodBefore) {
    Panel panel = three();
    panel.add(3, 1, {9, 9, 9});
    const StaggeredResult result = staggered_adoption(panel.view());
    EXPECT_EQ(result.treated_at_first, 1U);
    EXPECT_EQ(result.units, 3U);
    EXPECT_EQ(att(result, 2, 2), 2.0);
}

TEST(StaggeredAdoption, AMissingPeriodLeavesOutWhatNeedsIt) {
    Panel panel = three();
    panel.unit.pop_back(); // C in period 3
    panel.period.pop_back();
    panel.outcome.pop_back();
    panel.first_treated.pop_back();
    const StaggeredResult result = staggered_adoption(panel.view());
    EXPECT_EQ(result.rows_missing, 1U);
    EXPECT_EQ(att(result, 2, 2), 2.0);
    EXPECT_EQ(result.cells.back().effect.reason, "no controls with both periods");
}

TEST(StaggeredAdoption, OrderOfRowsDoesNotMatter) {
    Panel panel = three();
    const StaggeredResult a = staggered_adoption(panel.view());
    std::reverse(panel.unit.begin(), panel.unit.end());
    std::reverse(panel.period.begin(), panel.period.end());
    std::reverse(panel.outcome.begin(), panel.outcome.end());
    std::reverse(panel.first_treated.begin(), panel.first_treated.end());
    const StaggeredResult b = staggered_adoption(panel.view());
    ASSERT_EQ(a.cells.size(), b.cells.size());
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
        EXPECT_EQ(a.cells[c].effect.estimate, b.cells[c].effect.estimate);
    }
}

TEST(StaggeredAdoption, RefusesWhatItCannotTell) {
    EXPECT_EQ(staggered_adoption({}).reason, "empty");
    Panel untreated;
    untreated.add(0, never_treated, {1, 2});
    EXPECT_EQ(staggered_adoption(untreated.view()).reason, "nobody is treated after the first period");
    Panel late;
    late.add(0, 7, {1, 2});
    EXPECT_EQ(staggered_adoption(late.view()).reason, "nobody is treated after the first period");
    Panel once;
    once.add(0, 2, {1});
    EXPECT_EQ(staggered_adoption(once.view()).reason, "fewer than two periods");
    Panel twice = three();
    twice.add(0, 2, {1});
    EXPECT_THROW((void)staggered_adoption(twice.view()), InvalidArgument);
    Panel changing = three();
    changing.first_treated[1] = 3;
    EXPECT_THROW((void)staggered_adoption(changing.view()), InvalidArgument);
    const Panel panel = three();
    EXPECT_THROW((void)staggered_adoption(panel.view(), {.anticipation = -1}), InvalidArgument);
    EXPECT_THROW((void)staggered_adoption(panel.view(), {.level = 0.0}), InvalidArgument);
}

} // namespace
} // namespace samspill
