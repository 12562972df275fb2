// Published panels: the numbers that others have found in them.
#include <samspill/pilot/cluster_robust.hpp>
#include <samspill/pilot/difference_in_differences.hpp>
#include <samspill/pilot/randomisation_test.hpp>
#include <samspill/pilot/staggered_adoption.hpp>
#include <samspill/pilot/synthetic_control.hpp>
#include <samspill/pilot/two_way_fixed_effects.hpp>

#include "support/panel_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace samspill {
namespace {

using testing_support::Castle;
using testing_support::Mortality;
using testing_support::OrganDonations;

/// Mean of states' quarters before and from quarter 4 on.
struct BeforeAfter {
    std::vector<std::optional<double>> before;
    std::vector<std::optional<double>> after;
    std::vector<std::uint8_t> treated;
    std::vector<double> change;
};

BeforeAfter by_state(const OrganDonations& data) {
    std::map<std::uint32_t, std::pair<double, double>> means;
    for (std::size_t row = 0; row < data.state.size(); ++row) {
        auto& [before, after] = means[data.state[row]];
        (data.quarter[row] < OrganDonations::first_treated ? before : after) += data.share[row] / 3.0;
    }
    BeforeAfter both;
    for (const auto& [state, mean] : means) {
        both.before.emplace_back(mean.first);
        both.after.emplace_back(mean.second);
        both.treated.push_back(state == data.california ? 1 : 0);
        both.change.push_back(mean.second - mean.first);
    }
    return both;
}

TEST(PublishedPanels, OrganDonationsFellByTwoPercentPoints) {
    const OrganDonations data = testing_support::read_organ_donations();
    ASSERT_EQ(data.state.size(), 162U);
    const TwoWayResult within =
        two_way_fixed_effects({data.state, data.quarter, data.share, data.post, {}, {}, {}});
    EXPECT_NEAR(within.effect.estimate.value(), -0.022459, 5e-7);
    const BeforeAfter both = by_state(data);
    const auto difference = difference_in_differences(both.before, both.after, both.treated);
    EXPECT_NEAR(difference.estimate.value(), -0.022459, 5e-7);
    EXPECT_EQ(difference.controls, 26U);
}

TEST(PublishedPanels, OneStateOf27CannotFallBelow1In27) {
    const OrganDonations data = testing_support::read_organ_donations();
    const BeforeAfter both = by_state(data);
    const RandomisationResult lots = randomisation_test(both.change, both.treated);
    EXPECT_EQ(lots.arrangements, 27);
    EXPECT_NEAR(lots.smallest_p.value(), 1.0 / 27.0, 1e-15);
    SyntheticControlOptions options;
    options.poor_fit = 1e6;
    const SyntheticControlResult synthetic = synthetic_control(
        {data.state, data.quarter, data.share, data.california, OrganDonations::first_treated}, options);
    EXPECT_NEAR(synthetic.smallest_p.value(), 1.0 / 27.0, 1e-15);
    EXPECT_EQ(synthetic.arrangements, 27U);
    const auto as_extreme =
        std::count_if(synthetic.placebos.begin(), synthetic.placebos.end(),
                      [&](const auto& placebo) { return placebo.ratio >= synthetic.ratio; });
    EXPECT_NEAR(synthetic.p.value(), static_cast<double>(1 + as_extreme) / 27.0, 1e-15);
}

TEST(PublishedPanels, CastleLawsRaisedHomicides) {
    const Castle castle = testing_support::read_castle();
    ASSERT_EQ(castle.state.size(), 550U);
    TwoWayPanel panel{castle.state, castle.year, castle.log_homicides, castle.post, {}, {}, {}};
    EXPECT_NEAR(two_way_fixed_effects(panel).effect.estimate.value(), 0.069398, 5e-7);
    panel.weights = castle.people;
    EXPECT_NEAR(two_way_fixed_effects(panel).effect.estimate.value(), 0.075533, 5e-7);
}

const ClusterRobustError& error_of(const ClusterRobustResult& result, ClusterVariance variance) {
    return *std::find_if(result.errors.begin(), result.errors.end(),
                         [variance](const ClusterRobustError& error) { return error.variance == variance; });
}

// Methods P10: deaths of young people in motor vehicles and the legal drinking age, as clubSandwich has it.
TEST(PublishedPanels, DrinkingAgeHasTheErrorsOfClubSandwich) {
    const Mortality data = testing_support::read_mortality();
    ASSERT_EQ(data.state.size(), 700U);
    ASSERT_EQ(std::set<std::uint32_t>(data.state.begin(), data.state.end()).size(), 50U);
    const WithinColumns within =
        within_units({data.state, data.year, data.deaths, data.legal, data.beer_tax, {}, {}});
    const ClusterRobustResult legal = cluster_robust(within.view(), {.coefficient = 0});
    EXPECT_NEAR(legal.estimate.value(), 7.587708, 5e-7);
    EXPECT_NEAR(error_of(legal, ClusterVariance::cr1).se.value(), 2.441276, 5e-7);
    const ClusterRobustError& cr2 = error_of(legal, ClusterVariance::cr2);
    EXPECT_NEAR(cr2.se.value(), 2.513082, 5e-7);
    EXPECT_NEAR(cr2.degrees_of_freedom.value(), 24.5785, 5e-5);
    EXPECT_NEAR(cr2.p.value(), 0.005831, 5e-7);
    EXPECT_NEAR(error_of(legal, ClusterVariance::cv3).se.value(), 2.589802, 5e-7);
    const ClusterRobustResult tax = cluster_robust(within.view(), {.coefficient = 1});
    EXPECT_NEAR(error_of(tax, ClusterVariance::cr2).se.value(), 5.265016, 5e-7);
    EXPECT_NEAR(error_of(tax, ClusterVariance::cr2).degrees_of_freedom.value(), 5.7684, 5e-5);
}

/// A column less the means of its states and of its years; every state was seen in every year.
std::vector<double> without_both(const Mortality& data, const std::vector<double>& column) {
    std::map<std::uint32_t, std::pair<double, double>> states;
    std::map<std::int32_t, std::pair<double, double>> years;
    double sum = 0.0;
    for (std::size_t row = 0; row < column.size(); ++row) {
        states[data.state[row]].first += column[row];
        states[data.state[row]].second += 1.0;
        years[data.year[row]].first += column[row];
        years[data.year[row]].second += 1.0;
        sum += column[row];
    }
    std::vector<double> left;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto& [of_state, in_state] = states[data.state[row]];
        const auto& [of_year, in_year] = years[data.year[row]];
        left.push_back(column[row] - of_state / in_state - of_year / in_year +
                       sum / static_cast<double>(column.size()));
    }
    return left;
}

// P10 too: years partialled out once, and the same regression with a column for each state.
TEST(PublishedPanels, OtherFormsOfTheDrinkingAgeHaveTheirOwnErrors) {
    const Mortality data = testing_support::read_mortality();
    std::vector<double> columns = without_both(data, data.legal);
    const std::vector<double> tax = without_both(data, data.beer_tax);
    columns.insert(columns.end(), tax.begin(), tax.end());
    const std::vector<double> outcome = without_both(data, data.deaths);
    const ClusterRobustResult once = cluster_robust({outcome, columns, data.state, {}}, {.coefficient = 0});
    EXPECT_NEAR(once.estimate.value(), 7.587708, 5e-7);
    EXPECT_NEAR(error_of(once, ClusterVariance::cv3).se.value(), 2.534751, 5e-7);
    std::vector<double> dummies = data.legal;
    dummies.insert(dummies.end(), data.beer_tax.begin(), data.beer_tax.end());
    const std::set<std::uint32_t> states(data.state.begin(), data.state.end());
    for (const std::uint32_t state : states) {
        for (const std::uint32_t own : data.state) {
            dummies.push_back(own == state ? 1.0 : 0.0);
        }
    }
    for (std::int32_t year = 1971; year <= 1983; ++year) {
        for (const std::int32_t own : data.year) {
            dummies.push_back(own == year ? 1.0 : 0.0);
        }
    }
    const ClusterRobustResult whole =
        cluster_robust({data.deaths, dummies, data.state, {}}, {.coefficient = 0});
    EXPECT_NEAR(error_of(whole, ClusterVariance::cr2).se.value(), 2.513082, 5e-7);
    EXPECT_EQ(error_of(whole, ClusterVariance::cr3).status, Status::not_applicable);
    EXPECT_EQ(error_of(whole, ClusterVariance::cr3).reason, "a cluster alone determines a coefficient");
}

/// The panel of castle laws by state: outcome of each year, and the first year with a law.
struct CastleTwin {
    std::map<std::uint32_t, std::map<std::int32_t, double>> outcome;
    std::map<std::uint32_t, std::int32_t> first;
    std::vector<std::int32_t> first_of_row;

    explicit CastleTwin(const Castle& castle) {
        for (std::size_t row = 0; row < castle.state.size(); ++row) {
            outcome[castle.state[row]][castle.year[row]] = castle.log_homicides[row];
            const std::int32_t year = castle.post[row] > 0.0 ? castle.year[row] : never_treated;
            const auto [known, is_new] = first.try_emplace(castle.state[row], year);
            known->second = std::min(known->second, year);
        }
        for (const std::uint32_t state : castle.state) {
            first_of_row.push_back(first[state]);
        }
    }
    /// Mean change from `base` to `year` of states first treated in `group`, less that of those never
    /// treated.
    [[nodiscard]] double att(std::int32_t group, std::int32_t base, std::int32_t year) const {
        std::map<std::int32_t, std::pair<double, double>> sums;
        for (const auto& [state, years] : outcome) {
            auto& [sum, count] = sums[first.at(state)];
            sum += years.at(year) - years.at(base);
            count += 1.0;
        }
        const auto mean = [&](std::int32_t of) { return sums.at(of).first / sums.at(of).second; };
        return mean(group) - mean(never_treated);
    }
};

TEST(PublishedPanels, CastleLawsByYearOfLawEqualMeansByHand) {
    const Castle castle = testing_support::read_castle();
    const CastleTwin twin{castle};
    const StaggeredResult result =
        staggered_adoption({castle.state, castle.year, castle.log_homicides, twin.first_of_row, {}});
    ASSERT_EQ(result.cells.size(), 5U * 10U); // laws of 2006 to 2010, years after the first
    EXPECT_EQ(result.never_treated, 29U);
    std::set<std::int32_t> groups;
    for (const GroupTimeEffect& cell : result.cells) {
        const std::int32_t base = cell.period >= cell.group ? cell.group - 1 : cell.period - 1;
        EXPECT_EQ(cell.base, base);
        EXPECT_NEAR(cell.effect.estimate.value(), twin.att(cell.group, base, cell.period), 1e-12);
        groups.insert(cell.group);
    }
    EXPECT_EQ(groups, (std::set<std::int32_t>{2006, 2007, 2008, 2009, 2010}));
}

/// Card & Krueger: mean full-time equivalents of New Jersey and Pennsylvania before and after.
/// Mean log teen employment of US counties by year, 2003 to 2007, and how many counties first had a higher
/// minimum wage in that year (Callaway & Sant'Anna 2021; methods P8). Effects without covariates are made of
/// these means alone, so that the panel of 500 counties itself, which comes with programs under the GPL, is
/// not needed.
struct MinimumWageGroup {
    std::int32_t first_treated;
    std::uint32_t counties;
    std::array<double, 5> employment;
};
constexpr std::array<MinimumWageGroup, 4> minimum_wages{
    {{never_treated, 309, {5.6546300225, 5.5919999981, 5.6048084338, 5.6388962821, 5.6611325404}},
     {2004, 20, {6.1796968336, 6.1065635630, 6.0594520867, 6.0267043543, 6.0853879884}},
     {2006, 40, {6.5739936282, 6.5178837163, 6.5279413332, 6.5574345745, 6.5430409682}},
     {2007, 131, {5.8429064964, 5.8107831276, 5.8208656703, 5.8238663992, 5.8200482468}}}};

TEST(PublishedPanels, MinimumWagesLoweredTeenEmployment) {
    std::vector<std::uint32_t> county;
    std::vector<std::int32_t> year;
    std::vector<double> employment;
    std::vector<std::int32_t> first;
    std::uint32_t counties = 0;
    for (const MinimumWageGroup& group : minimum_wages) {
        for (std::uint32_t k = 0; k < group.counties; ++k, ++counties) {
            for (std::size_t wave = 0; wave < group.employment.size(); ++wave) {
                county.push_back(counties);
                year.push_back(2003 + static_cast<std::int32_t>(wave));
                employment.push_back(group.employment[wave]);
                first.push_back(group.first_treated);
            }
        }
    }
    EXPECT_EQ(counties, 500U);
    const StaggeredResult result = staggered_adoption({county, year, employment, first, {}});
    const std::map<std::int32_t, std::array<double, 4>> printed{
        {2004, {-0.010503, -0.070423, -0.137259, -0.100811}},
        {2006, {0.006520, -0.002751, -0.004595, -0.041224}},
        {2007, {0.030507, -0.002726, -0.031087, -0.026054}}};
    ASSERT_EQ(result.cells.size(), 12U);
    for (const GroupTimeEffect& cell : result.cells) {
        const auto wave = static_cast<std::size_t>(cell.period - 2004);
        EXPECT_NEAR(cell.effect.estimate.value(), printed.at(cell.group)[wave], 5e-7)
            << cell.group << " in " << cell.period;
    }
    ASSERT_EQ(result.aggregates.front().kind, StaggeredAggregate::simple);
    EXPECT_NEAR(result.aggregates.front().effect.estimate.value(), -0.039951, 5e-7);
}

TEST(PublishedPanels, CardAndKruegerMeansDifferByTwoAndThreeQuarters) {
    const std::vector<std::optional<double>> before{20.4394, 23.3312};
    const std::vector<std::optional<double>> after{21.0274, 21.1656};
    const std::vector<std::uint8_t> treated{1, 0};
    EXPECT_NEAR(difference_in_differences(before, after, treated).estimate.value(), 2.753606, 5e-5);
}

/// Changes with a mean and a standard error of it: an odd number of stores, one at the mean, the others on
/// either side.
void add_changes(std::size_t stores, double mean, double se, std::uint8_t arm,
                 std::vector<std::optional<double>>& changes, std::vector<std::uint8_t>& treated) {
    const double away = se * std::sqrt(static_cast<double>(stores));
    for (std::size_t store = 0; store < stores; ++store) {
        const double side = store % 2 == 0 ? 1.0 : -1.0;
        changes.emplace_back(store == 0 ? mean : mean + side * away);
        treated.push_back(arm);
    }
}

/// The same for stores with both waves: 309 changed by 0.466667 (0.480829), 75 by -2.283333 (1.253269).
TEST(PublishedPanels, CardAndKruegerChangesDifferWithTheirPrintedError) {
    std::vector<std::optional<double>> changes;
    std::vector<std::uint8_t> treated;
    add_changes(309, 0.466667, 0.480829, 1, changes, treated);
    add_changes(75, -2.283333, 1.253269, 0, changes, treated);
    const std::vector<std::optional<double>> before(changes.size(), 0.0);
    const auto difference = difference_in_differences(before, changes, treated);
    EXPECT_NEAR(difference.estimate.value(), 2.75, 5e-6);
    EXPECT_NEAR(difference.welch.se.value(), 1.342, 5e-4);
    EXPECT_EQ(difference.treated, 309U);
    EXPECT_EQ(difference.controls, 75U);
}

} // namespace
} // namespace samspill
